package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times on pages, in the viewer's language: UTC, and said so. JSON, CSV and the attribute {@code datetime} have ISO 8601. */
final class Moment {

    private Moment() {}

    /**
     * Renders a time to the minute, for example "4 Mar 2026, 10:15 UTC".
     *
     * @param instant the time
     * @return a time element
     */
    static Html of(Instant instant) {
        return render(instant, format(instant, text().of("moment.minute")), "");
    }

    /**
     * Renders the day of a time, for example "4 Mar 2026".
     *
     * @param instant the time
     * @return a time element
     */
    static Html day(Instant instant) {
        return render(instant, format(instant, text().of("moment.day")), "");
    }

    /**
     * Renders how far away a time is, for example "2 minutes ago" or "in 7 days", in the greatest unit that it fills; what is
     * ahead is rounded up, so that "in 7 days" never is less than six.
     *
     * @param instant the time
     * @param now the present
     * @return a time element with the exact time as its title
     */
    static Html relative(Instant instant, Instant now) {
        return render(instant, distance(instant, now), format(instant, text().of("moment.minute")));
    }

    private static String distance(Instant instant, Instant now) {
        long seconds = Duration.between(now, instant).toSeconds();
        if (seconds > 0) {
            long minutes = roundedUp(seconds, 60);
            long hours = roundedUp(minutes, 60);
            long days = roundedUp(hours, 24);
            return hours > 24
                    ? text().of("moment.in-days", days)
                    : minutes > 60 ? text().of("moment.in-hours", hours) : text().of("moment.in-minutes", minutes);
        }
        long minutes = -seconds / 60;
        if (minutes == 0) {
            return text().of("moment.now");
        }
        return minutes >= 24 * 60
                ? text().of("moment.days-ago", minutes / (24 * 60))
                : minutes >= 60
                        ? text().of("moment.hours-ago", minutes / 60)
                        : text().of("moment.minutes-ago", minutes);
    }

    private static Messages text() {
        return Components.TEMPLATES.text();
    }

    private static long roundedUp(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }

    private static String format(Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Viewer.current().locale())
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static Html render(Instant instant, String people, String exact) {
        String machine = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return Components.TEMPLATES.render("moment", new Model(machine, people, exact));
    }

    record Model(String machine, String people, String exact) {}
}
