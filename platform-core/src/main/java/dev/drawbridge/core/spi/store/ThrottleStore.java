package dev.drawbridge.core.spi.store;

import java.time.Instant;

/** Keeps attempts. Implementations are thread-safe; attempts of one key are serialised. */
public interface ThrottleStore {

    /** What an attempt found: {@code allowed}, or when the oldest attempt that counts leaves the window. */
    record Outcome(boolean allowed, Instant freeAt) {}

    /**
     * Counts an attempt if fewer than {@code limit} lie in the window that ends now; a refused attempt does not count.
     *
     * @param key kind and key of the attempt, at most 300 characters
     * @param limit the most attempts in a window
     * @param windowStart attempts after this instant count
     * @param now the time of this attempt
     * @param expiresAt when the attempt may be purged
     * @return what happened; {@code freeAt} is the time of the oldest attempt in the window when refused, else {@code now}
     */
    Outcome attempt(String key, int limit, Instant windowStart, Instant now, Instant expiresAt);

    /**
     * Forgets the attempts of a key.
     *
     * @param key kind and key
     */
    void clear(String key);

    /**
     * Deletes attempts that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
