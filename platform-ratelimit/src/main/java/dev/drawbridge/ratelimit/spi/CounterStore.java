package dev.drawbridge.ratelimit.spi;

import java.time.Instant;
import java.util.OptionalInt;

/** Counts the permits taken in windows. Implementations are thread-safe; all nodes count together. */
public interface CounterStore {

    /** The longest key. */
    int MAX_KEY_LENGTH = 300;

    /**
     * Takes one permit, if fewer than {@code limit} are taken in this window. One atomic step: however many callers race on
     * however many nodes, never more than {@code limit} get one.
     *
     * @param key whose permits, at most {@value #MAX_KEY_LENGTH} characters
     * @param windowStart which window
     * @param limit the most permits now; it may differ from call to call, what is taken stays taken
     * @param expiresAt when the counter of this window may be purged
     * @return how many permits are taken now, this one included; empty if there was none left
     */
    OptionalInt take(String key, Instant windowStart, int limit, Instant expiresAt);

    /**
     * Deletes counters of windows that expired.
     *
     * @param before expired before
     * @param limit the most to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
