package dev.drawbridge.ratelimit.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * One window.
 *
 * @param start when it began
 * @param end when it ends
 * @param expiresAt when its counters may be purged
 */
record WindowSpan(Instant start, Instant end, Instant expiresAt) {

    /** A node whose clock lags may still count in a window that has ended. */
    private static final Duration LAG = Duration.ofHours(1);

    static WindowSpan of(FixedWindow window, Instant now) {
        Instant end = window.endOf(now);
        return new WindowSpan(window.startOf(now), end, end.plus(LAG));
    }

    boolean contains(Instant now) {
        return !now.isBefore(start) && now.isBefore(end);
    }

    /** The whole seconds after which it has ended for sure, at least 1. */
    long secondsLeft(Instant now) {
        return end.getEpochSecond() - now.getEpochSecond();
    }
}
