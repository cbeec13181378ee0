package dev.drawbridge.ratelimit.internal;

/**
 * The generic cell rate algorithm: pure arithmetic on one number, the time at which all permits will be there again. Times
 * are nanoseconds from 0 on.
 *
 * @param interval after how long a permit that was taken is there again, at least 1
 * @param burst how many permits there are at most, 1 to {@value #MAX_BURST}
 */
record Gcra(long interval, long burst) {

    static final long MAX_BURST = 1_000_000;

    /** What {@link #take} returns if there are too few permits. */
    static final long REFUSED = -1;

    private static final long SECOND = 1_000_000_000;

    /** Refills a burst evenly in a time, never faster. */
    static Gcra of(long burst, long refillNanos) {
        long bounded = Math.max(1, Math.min(burst, MAX_BURST));
        return new Gcra(Math.max(1, ceil(refillNanos, bounded)), bounded);
    }

    /** The time after the permits are taken, or {@link #REFUSED}. */
    long take(long full, long now, long permits) {
        long next = Math.max(full, now) + permits * interval;
        return next - now <= burst * interval ? next : REFUSED;
    }

    /**
     * The time after a call gives its permits back: as if it had never come. What was there again by itself in the meantime
     * is not given a second time.
     *
     * @param full the time now
     * @param taken what {@link #take} returned to the call
     */
    long giveBack(long full, long taken, long now, long permits) {
        return full - Math.max(0, Math.min(permits * interval, taken - now));
    }

    long remaining(long full, long now) {
        return Math.max(0, (burst * interval - Math.max(0, full - now)) / interval);
    }

    /** After how many seconds so many permits are there, at least 1 and never too early. */
    long secondsTo(long full, long now, long permits) {
        long nanos = Math.max(full, now) + permits * interval - burst * interval - now;
        return Math.max(1, ceil(Math.max(0, nanos), SECOND));
    }

    /** After how many seconds all permits are there. */
    long secondsToFull(long full, long now) {
        return ceil(Math.max(0, full - now), SECOND);
    }

    static long ceil(long dividend, long divisor) {
        return dividend / divisor + (dividend % divisor > 0 ? 1 : 0);
    }
}
