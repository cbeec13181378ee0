package dev.drawbridge.ratelimit.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps calls from a store that failed just now: for a pause none goes there, then one tries. Thread-safe, without locks.
 */
final class Breaker {

    /** No pause: calls go to the store. */
    private static final long CLOSED = Long.MIN_VALUE;

    private final LongSupplier nanos;
    private final long pause;
    private final AtomicLong pausedSince = new AtomicLong(CLOSED);

    /**
     * Makes one that lets calls through.
     *
     * @param nanos elapsed time
     * @param pause how long no call goes to the store after a failure
     */
    Breaker(LongSupplier nanos, Duration pause) {
        this.nanos = nanos;
        this.pause = pause.toNanos();
    }

    /** Whether the last that is known of the store is good. */
    boolean isClosed() {
        return pausedSince.get() == CLOSED;
    }

    /** Whether a call may go to the store: any, or after a pause the one that tries. */
    boolean admits() {
        long since = pausedSince.get();
        if (since == CLOSED) {
            return true;
        }
        long now = nanos.getAsLong();
        return now - since >= pause && pausedSince.compareAndSet(since, now);
    }

    /** The store failed. */
    void failed() {
        pausedSince.set(nanos.getAsLong());
    }

    /** The store responded. */
    void responded() {
        if (pausedSince.get() != CLOSED) {
            pausedSince.set(CLOSED);
        }
    }
}
