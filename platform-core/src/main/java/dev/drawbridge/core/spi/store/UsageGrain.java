package dev.drawbridge.core.spi.store;

import java.time.Duration;
import java.time.Instant;

/** How finely calls are counted. Periods begin with UTC's. */
public enum UsageGrain {
    /** Kept for 48 hours. */
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(48)),
    /** Kept for 90 days. */
    HOUR(Duration.ofHours(1), Duration.ofDays(90)),
    /** Kept for 3 years. */
    DAY(Duration.ofDays(1), Duration.ofDays(3 * 366L));

    private final Duration length;
    private final Duration kept;

    UsageGrain(Duration length, Duration kept) {
        this.length = length;
        this.kept = kept;
    }

    /**
     * Returns how long a period is.
     *
     * @return a minute, an hour or a day
     */
    public Duration length() {
        return length;
    }

    /**
     * Returns how long counts of this grain are kept after their period began.
     *
     * @return the least time
     */
    public Duration kept() {
        return kept;
    }

    /**
     * Numbers the period that an instant lies in.
     *
     * @param instant any
     * @return 0 for the first period of 1970
     */
    public long number(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), length.toSeconds());
    }

    /**
     * Returns the first instant of a period.
     *
     * @param number of the period
     * @return its beginning
     */
    public Instant start(long number) {
        return Instant.ofEpochSecond(number * length.toSeconds());
    }

    /**
     * Returns the first instant of the period that an instant lies in.
     *
     * @param instant any
     * @return the period's beginning
     */
    public Instant start(Instant instant) {
        return start(number(instant));
    }
}
