package dev.drawbridge.core.spi.store;

import java.time.Instant;

/** Remembers what was used. Implementations are thread-safe and join the transaction of the thread. */
public interface ReplayStore {

    /**
     * Uses something. Of parallel calls with one key exactly one gets true.
     *
     * @param space what kind of thing, at most 32 characters
     * @param key which one, at most 191 characters
     * @param expiresAt until when it must be remembered
     * @return true if it was not used before
     */
    boolean firstUse(String space, String key, Instant expiresAt);

    /**
     * Deletes what expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
