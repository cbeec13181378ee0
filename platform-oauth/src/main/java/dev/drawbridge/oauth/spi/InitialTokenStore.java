package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps initial access tokens (RFC 7591 §3). Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface InitialTokenStore {

    /**
     * Inserts a token.
     *
     * @param token its id and hash are new
     */
    void insert(InitialToken token);

    /**
     * Finds a token, whether or not it may be used.
     *
     * @param hash SHA-256 of what was presented
     * @return the token; empty if there is none, and once it was revoked
     */
    Optional<InitialToken> find(TokenHash hash);

    /**
     * Uses a live token once. Parallel calls never use it more often than it allows.
     *
     * @param hash SHA-256 of what was presented
     * @param now the time
     * @return true if it was used now
     */
    boolean use(TokenHash hash, Instant now);

    /**
     * Deletes a token.
     *
     * @param id which
     * @return true if it was there
     */
    boolean revoke(String id);

    /**
     * Lists the tokens that may be used, newest first.
     *
     * @param now the time
     * @return the tokens
     */
    List<InitialToken> live(Instant now);

    /**
     * Deletes what expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
