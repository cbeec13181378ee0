package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.store.UsageGrain;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which periods are asked for: the parameters {@code granularity, from, to, timeZone, groupBy} of the JSON call and the
 * download.
 *
 * @param grain the length of the periods
 * @param from where they begin
 * @param to where they end, itself left out
 * @param zone the time zone of days, and of what is written
 * @param group what else tells figures apart
 */
record UsageRequest(UsageGrain grain, Instant from, Instant to, ZoneId zone, Group group) {

    /** What tells figures apart besides time. */
    enum Group {
        NONE,
        ROUTE,
        OUTCOME,
        COMPANY
    }

    /** A parameter that cannot be read or asks for what is not kept. */
    static final class WrongParameterException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient FieldError error;

        WrongParameterException(FieldError error) {
            super(error.message());
            this.error = error;
        }

        FieldError error() {
            return error;
        }
    }

    private static final Set<String> PARAMETERS = Set.of("granularity", "from", "to", "timeZone", "groupBy");

    private static final Duration MOST_DAYS = Duration.ofDays(400);
    private static final int MINUTES_SHOWN = 60;
    private static final int HOURS_SHOWN = 48;
    private static final int DAYS_SHOWN = 30;

    /** Tells whether a query asks for more than the last days. */
    static boolean isIn(Parameters query) {
        return PARAMETERS.stream().anyMatch(name -> query.first(name).isPresent());
    }

    /**
     * Reads a query.
     *
     * @throws WrongParameterException for the first one that is wrong
     */
    static UsageRequest of(Parameters query, Instant now) {
        UsageGrain grain = one(UsageGrain.class, "granularity", query, "day");
        Group group = one(Group.class, "groupBy", query, "none");
        ZoneId zone = zone(query.first("timeZone").orElse("UTC"));
        Instant to = query.first("to").map(text -> moment("to", text, zone)).orElse(now.plusMillis(1));
        Instant from =
                query.first("from").map(text -> moment("from", text, zone)).orElseGet(() -> beginning(grain, to, zone));
        UsageRequest request = new UsageRequest(grain, from, to, zone, group);
        request.requireKept(now);
        return request;
    }

    /** Whether periods are days of another zone: then they are sums of hours. */
    boolean zonedDays() {
        return grain == UsageGrain.DAY && !zone.normalized().equals(ZoneOffset.UTC);
    }

    private void requireKept(Instant now) {
        if (!from.isBefore(to)) {
            throw refused("from", "out_of_range", "Let from be before to.");
        }
        if (Duration.between(from, to).compareTo(MOST_DAYS) > 0) {
            throw refused("from", "out_of_range", "Ask for at most " + MOST_DAYS.toDays() + " days at a time.");
        }
        UsageGrain read = zonedDays() ? UsageGrain.HOUR : grain;
        // A day more: the first day of the default range may have begun before.
        if (from.isBefore(now.minus(read.kept()).minus(Duration.ofDays(1)))) {
            throw refused(
                    "from",
                    "out_of_range",
                    "Figures by " + wire(read) + " are kept for " + read.kept().toDays()
                            + " days: ask for later ones.");
        }
        if (zonedDays() && !(beginsWithAnHour(from) && beginsWithAnHour(to))) {
            throw refused(
                    "timeZone",
                    "unsupported",
                    "Days of this zone do not begin with an hour of UTC: ask for hours, or for days of another zone.");
        }
    }

    private boolean beginsWithAnHour(Instant instant) {
        return zone.getRules().getOffset(instant).getTotalSeconds()
                        % Duration.ofHours(1).toSeconds()
                == 0;
    }

    private static Instant beginning(UsageGrain grain, Instant to, ZoneId zone) {
        return switch (grain) {
            case MINUTE -> to.minus(Duration.ofMinutes(MINUTES_SHOWN));
            case HOUR -> to.minus(Duration.ofHours(HOURS_SHOWN));
            case DAY ->
                LocalDate.ofInstant(to, zone)
                        .minusDays(DAYS_SHOWN - 1L)
                        .atStartOfDay(zone)
                        .toInstant();
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw refused("timeZone", "unknown", "Name a time zone of the IANA database, for example Europe/Berlin.");
        }
    }

    private static Instant moment(String field, String text, ZoneId zone) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(field, "malformed", "Write a date like 2026-03-02 or an instant like 2026-03-02T09:00:00Z.");
        }
    }

    private static <E extends Enum<E>> E one(Class<E> type, String field, Parameters query, String fallback) {
        String text = query.first(field).orElse(fallback);
        List<E> values = List.of(type.getEnumConstants());
        return values.stream()
                .filter(value -> wire(value).equals(text))
                .findFirst()
                .orElseThrow(() -> refused(
                        field,
                        "unknown",
                        "Say one of "
                                + String.join(
                                        ", ",
                                        values.stream().map(UsageRequest::wire).toList()) + "."));
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static WrongParameterException refused(String field, String code, String message) {
        return new WrongParameterException(new FieldError(field, code, message));
    }
}
