package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps pushed authorization requests (RFC 9126) for some minutes. Every verb is atomic; implementations are thread-safe and
 * join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface PushedRequestStore {

    /**
     * Inserts a request that was not used.
     *
     * @param request its hash is new
     */
    void insert(PushedRequest request);

    /**
     * Finds a request, used and expired ones included until they are purged.
     *
     * @param hash SHA-256 of the {@code request_uri}
     * @return the request
     */
    Optional<PushedRequest> find(TokenHash hash);

    /**
     * Uses a request, once: of parallel calls exactly one gets true. Its expiry does not matter here, because it bounds only
     * the beginning of an authorization; users may take longer to decide.
     *
     * @param hash SHA-256 of the {@code request_uri}
     * @param now the time
     * @return true if it was used now; false if it is unknown or was used before
     */
    boolean use(TokenHash hash, Instant now);

    /**
     * Deletes what expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
