package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.html.Components;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.usage.UsageReport.Day;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The geometry of the usage chart: one bar per day, stacked from what succeeded, what failed and what was over the
 * limit. Everything is an attribute of an SVG element, so that the page needs no inline style.
 *
 * @param bars from the app's first day on
 * @param ticks of the vertical axis: zero and two round numbers
 * @param dates of the horizontal axis
 * @param summary one sentence for people who do not see the chart
 */
record UsageChart(List<Bar> bars, List<Tick> ticks, List<Label> dates, String summary) {

    /** A day's bar; {@code top} and {@code height} are its outline's. */
    record Bar(
            String title, String x, String width, String top, String height, List<Segment> segments, boolean today) {}

    /** A part of a bar; {@code kind} is its CSS class. */
    record Segment(String kind, String y, String height) {}

    /** A line of the grid with its number. */
    record Tick(String y, String label) {}

    /** A date below the bars. */
    record Label(String x, String text) {}

    private static final int LEFT = 56;
    private static final int RIGHT = 712;
    private static final int TOP = 12;
    private static final int BASE = 168;
    private static final double BAR_SHARE = 0.72;
    private static final double LEAST_HEIGHT = 1.5;
    private static final double LEAST_OUTLINE = 6;
    private static final int DAYS_PER_LABEL = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    static UsageChart of(UsageReport report, LocalDate firstDay, Messages text) {
        List<Day> days = report.days();
        long step =
                step(days.stream().mapToLong(day -> day.counts().total()).max().orElse(0));
        double slot = (double) (RIGHT - LEFT) / days.size();
        List<Bar> bars = new ArrayList<>();
        List<Label> dates = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            double x = LEFT + i * slot;
            if (!day.date().isBefore(firstDay) || day.counts().total() > 0) {
                bars.add(bar(text, day, x + slot * (1 - BAR_SHARE) / 2, slot * BAR_SHARE, step, i == days.size() - 1));
            }
            // Counted from today, so that the last day always has its date and no two touch.
            if ((days.size() - 1 - i) % DAYS_PER_LABEL == 0) {
                dates.add(new Label(number(x + slot / 2), DAY.format(day.date())));
            }
        }
        List<Tick> ticks = List.of(tick(0, step), tick(step, step), tick(2 * step, step));
        return new UsageChart(bars, ticks, dates, summary(report, text));
    }

    /** Returns the smallest of 1, 2, 5, 10, 20, 50... of which twice reaches the greatest bar. */
    static long step(long greatest) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (2 * factor * power >= greatest) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    private static Bar bar(Messages text, Day day, double x, double width, long step, boolean today) {
        List<Segment> segments = new ArrayList<>();
        double top = BASE;
        top = stack(segments, "ok", day.counts().ok(), top, step);
        top = stack(segments, "error", day.errors(), top, step);
        top = Math.min(
                BASE - LEAST_OUTLINE, stack(segments, "limited", day.counts().rateLimited(), top, step));
        return new Bar(
                title(text, day, today), number(x), number(width), number(top), number(BASE - top), segments, today);
    }

    private static String title(Messages text, Day day, boolean today) {
        Object[] figures = {
            DAY.format(day.date()),
            day.counts().total(),
            day.errors(),
            day.counts().rateLimited()
        };
        return today ? text.of("usage.bar-today", figures) : text.of("usage.bar", figures);
    }

    private static double stack(List<Segment> segments, String kind, long calls, double bottom, long step) {
        if (calls == 0) {
            return bottom;
        }
        double height = Math.max(LEAST_HEIGHT, (BASE - TOP) * (double) calls / (2 * step));
        segments.add(new Segment(kind, number(bottom - height), number(height)));
        return bottom - height;
    }

    private static Tick tick(long value, long step) {
        return new Tick(number(BASE - (BASE - TOP) * (double) value / (2 * step)), Components.number(value));
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
                DAY.format(busiest.date()),
                busiest.counts().total(),
                sum.rateLimited());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
