package dev.drawbridge.core.spi.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts failed guesses in a row. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface GuessStore {

    /**
     * What is known of a key.
     *
     * @param failures failed guesses in a row, at least 1
     * @param retryAt before this instant no guess is looked at
     */
    record Guesses(int failures, Instant retryAt) {}

    /**
     * Finds what is known of a key.
     *
     * @param key a hash, at most 64 characters
     * @return the guesses, or empty if there were none since the last success
     */
    Optional<Guesses> find(String key);

    /**
     * Sets what is known of a key, unless another call did so meanwhile.
     *
     * @param key a hash, at most 64 characters
     * @param before the number of failures that was found, 0 for none
     * @param after what is known from now on
     * @param expiresAt when it may be forgotten
     * @return true if it was set
     */
    boolean replace(String key, int before, Guesses after, Instant expiresAt);

    /**
     * Forgets a key.
     *
     * @param key a hash, at most 64 characters
     */
    void clear(String key);

    /**
     * Deletes what expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
