package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times on pages: UTC, and said so. */
final class Moment {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    /**
     * Renders a time to the minute, for example "4 Mar 2026, 10:15 UTC".
     *
     * @param instant the time
     * @return a time element
     */
    static Html of(Instant instant) {
        return render(instant, MINUTE);
    }

    /**
     * Renders the day of a time, for example "4 Mar 2026".
     *
     * @param instant the time
     * @return a time element
     */
    static Html day(Instant instant) {
        return render(instant, DAY);
    }

    private static Html render(Instant instant, DateTimeFormatter format) {
        String machine = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return Components.TEMPLATES.render("moment", new Model(machine, format.format(instant)));
    }

    record Model(String machine, String people) {}
}
