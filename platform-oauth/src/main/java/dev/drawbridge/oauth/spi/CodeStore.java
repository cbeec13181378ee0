package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps authorization codes. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface CodeStore {

    /**
     * Inserts an unused code.
     *
     * @param code the code, without family and wrong verifiers
     */
    void insert(StoredCode code);

    /**
     * Finds a code, used or not, expired or not.
     *
     * @param hash SHA-256 of the code
     * @return the code
     */
    Optional<StoredCode> find(TokenHash hash);

    /**
     * Uses a code. Of parallel calls exactly one gets true; the others wait until that one has committed.
     *
     * @param hash SHA-256 of the code
     * @param family the refresh family that this use begins
     * @param maxWrongVerifiers a code with so many wrong verifiers is void
     * @param now the time
     * @return true if the code was unused, unexpired and not void
     */
    boolean consume(TokenHash hash, FamilyId family, int maxWrongVerifiers, Instant now);

    /**
     * Counts a wrong PKCE verifier.
     *
     * @param hash SHA-256 of the code
     */
    void countWrongVerifier(TokenHash hash);

    /**
     * Deletes the unused codes of a grant that ended.
     *
     * @param grant the grant
     */
    void deleteUnused(GrantId grant);

    /**
     * Deletes codes that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
