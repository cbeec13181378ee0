package dev.drawbridge.core.spi;

/**
 * A quota of a tier, as pages tell it.
 *
 * @param name the name in header fields, for example {@code hour}
 * @param quota the most requests of a company in a period, at least 0
 * @param period the period
 */
public record PlanLimit(String name, long quota, Period period) {

    /** A period of the clock or the calendar. */
    public enum Period {
        /** From one full hour to the next. */
        HOUR,
        /** From midnight to midnight. */
        DAY,
        /** From the first of a month to that of the next. */
        MONTH
    }

    /**
     * Checks the quota.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public PlanLimit {
        if (quota < 0) {
            throw new IllegalArgumentException("A quota is 0 or more: " + quota);
        }
    }
}
