package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.PlanLimit.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Windows of one kind, one after the other: pure arithmetic. Hours are those of UTC. Days and months are those of a zone and
 * as long as its calendar makes them. Of an instant on the boundary the later window counts.
 *
 * @param period how long
 * @param zone whose days and months
 */
public record FixedWindow(Period period, ZoneId zone) {

    public static final FixedWindow HOUR = new FixedWindow(Period.HOUR, ZoneOffset.UTC);

    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 24 * HOUR_SECONDS;
    private static final int NOMINAL_MONTH_DAYS = 30;

    public Instant startOf(Instant now) {
        return switch (period) {
            case HOUR -> startOfHour(now);
            case DAY -> midnight(dateOf(now));
            case MONTH -> midnight(dateOf(now).withDayOfMonth(1));
        };
    }

    public Instant endOf(Instant now) {
        return switch (period) {
            case HOUR -> startOfHour(now).plusSeconds(HOUR_SECONDS);
            case DAY -> midnight(dateOf(now).plusDays(1));
            case MONTH -> midnight(dateOf(now).withDayOfMonth(1).plusMonths(1));
        };
    }

    /** Returns the whole seconds after which the next window has begun for sure, at least 1. */
    public long secondsToEnd(Instant now) {
        return endOf(now).getEpochSecond() - now.getEpochSecond();
    }

    /** Returns the length that policies tell: a month is 30 days there, a day 24 hours. */
    public long nominalSeconds() {
        return switch (period) {
            case HOUR -> HOUR_SECONDS;
            case DAY -> DAY_SECONDS;
            case MONTH -> (long) NOMINAL_MONTH_DAYS * DAY_SECONDS;
        };
    }

    private static Instant startOfHour(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), HOUR_SECONDS));
    }

    private LocalDate dateOf(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** Where clocks change at midnight, the day begins with the first instant that there is. */
    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
