package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.html.Components;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Viewer;
import dev.drawbridge.core.internal.usage.UsageReport.Day;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The geometry of the usage chart: one bar per day, stacked from what succeeded, what failed and what was over the limit.
 * Lengths are percentages in attributes of SVG elements, so that the page needs no inline style and the chart fills whatever
 * there is; words and numbers are HTML beside it and grow with the text.
 *
 * @param bars from the app's first day on
 * @param ticks of the vertical axis from the top down: round numbers at equal distances, zero the last
 * @param dates of the horizontal axis, one for each day; most are empty
 * @param summary for people who do not see the chart
 */
record UsageChart(List<Bar> bars, List<Tick> ticks, List<Label> dates, String summary) {

    /** A day's bar; {@code top} and {@code height} are its outline's. */
    record Bar(
            String title, String x, String width, String top, String height, List<Segment> segments, boolean today) {}

    /** A part of a bar; {@code kind} is its CSS class. */
    record Segment(String kind, String y, String height) {}

    /** A line of the grid with its number. */
    record Tick(String y, String label) {}

    /** A date below the bars; a minor one gives way where there is little room. */
    record Label(String text, boolean minor) {}

    private static final int MOST_INTERVALS = 4;
    private static final double BAR_SHARE = 0.72;
    private static final double LEAST_HEIGHT = 1;
    private static final double LEAST_OUTLINE = 4;
    private static final int DAYS_PER_LABEL = 7;

    static UsageChart of(UsageReport report, LocalDate firstDay, Messages text) {
        List<Day> days = report.days();
        long greatest =
                days.stream().mapToLong(day -> day.counts().total()).max().orElse(0);
        long top = top(greatest);
        double slot = 100.0 / days.size();
        List<Bar> bars = new ArrayList<>();
        List<Label> dates = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            if (!day.date().isBefore(firstDay) || day.counts().total() > 0) {
                double x = i * slot + slot * (1 - BAR_SHARE) / 2;
                bars.add(bar(text, day, x, slot * BAR_SHARE, top, i == days.size() - 1));
            }
            dates.add(label(text, day, days.size() - 1 - i));
        }
        return new UsageChart(bars, ticks(greatest, top), dates, summary(report, text));
    }

    /** Counted from today, so that the last day always has its date and no two touch. */
    private static Label label(Messages text, Day day, int back) {
        boolean shown = back % DAYS_PER_LABEL == 0;
        return new Label(shown ? date(text, day) : "", back / DAYS_PER_LABEL % 2 == 1);
    }

    /** Returns the smallest of 1, 2, 5, 10, 20, 50... that reaches the greatest bar in four steps. */
    static long step(long greatest) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (MOST_INTERVALS * factor * power >= greatest) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    private static long top(long greatest) {
        long step = step(greatest);
        return Math.max(1, (greatest + step - 1) / step) * step;
    }

    private static List<Tick> ticks(long greatest, long top) {
        List<Tick> ticks = new ArrayList<>();
        for (long value = top; value >= 0; value -= step(greatest)) {
            ticks.add(new Tick(percent(100 - 100.0 * value / top), Components.number(value)));
        }
        return ticks;
    }

    private static Bar bar(Messages text, Day day, double x, double width, long most, boolean today) {
        List<Segment> segments = new ArrayList<>();
        double top = 100;
        top = stack(segments, "ok", day.counts().ok(), top, most);
        top = stack(segments, "error", day.errors(), top, most);
        top = Math.min(
                100 - LEAST_OUTLINE, stack(segments, "limited", day.counts().rateLimited(), top, most));
        return new Bar(
                title(text, day, today), percent(x), percent(width), percent(top), percent(100 - top), segments, today);
    }

    private static String title(Messages text, Day day, boolean today) {
        Object[] figures = {
            date(text, day), day.counts().total(), day.errors(), day.counts().rateLimited()
        };
        return today ? text.of("usage.bar-today", figures) : text.of("usage.bar", figures);
    }

    private static double stack(List<Segment> segments, String kind, long calls, double bottom, long most) {
        if (calls == 0) {
            return bottom;
        }
        double height = Math.max(LEAST_HEIGHT, 100.0 * calls / most);
        segments.add(new Segment(kind, percent(bottom - height), percent(height)));
        return bottom - height;
    }

    private static String summary(UsageReport report, Messages text) {
        UsageCounts sum = report.sum();
        if (sum.total() == 0) {
            return text.of("usage.summary-none", report.days().size());
        }
        Day busiest = report.days().stream()
                .max(Comparator.comparingLong(day -> day.counts().total()))
                .orElseThrow();
        return text.of(
                "usage.summary",
                sum.total(),
                report.days().size(),
                date(text, busiest),
                busiest.counts().total(),
                sum.rateLimited());
    }

    private static String date(Messages text, Day day) {
        return DateTimeFormatter.ofPattern(
                        text.of("usage.day"), Viewer.current().locale())
                .format(day.date());
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
