package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.StoredCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Issues authorization codes (RFC 6749 §4.1.2) and knows them again; {@code AuthorizationCodeGrant} redeems them.
 * Thread-safe.
 */
public final class AuthorizationCodes {

    /**
     * How long a code is kept after its end. A used code must be remembered while its replay still says something: its family
     * may live, its tokens do.
     */
    public static final Duration KEPT = Duration.ofDays(1);

    /** A code with so many wrong verifiers is void. */
    static final int MAX_WRONG_VERIFIERS = 5;

    private final CodeStore store;
    private final CredentialFormat credentials;
    private final Duration lifetime;
    private final InstantSource clock;

    /**
     * Makes the issuer of codes.
     *
     * @param store where codes are kept
     * @param credentials makes codes
     * @param lifetime from consent to redemption
     * @param clock the time
     */
    public AuthorizationCodes(CodeStore store, CredentialFormat credentials, Duration lifetime, InstantSource clock) {
        this.store = store;
        this.credentials = credentials;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * Issues a code in the transaction of the thread.
     *
     * @param grant what it was issued for
     * @return the code; only its hash is kept
     */
    public Secret issue(CodeGrant grant) {
        Secret code = credentials.next(CredentialFormat.Kind.AUTHORIZATION_CODE);
        store.insert(new StoredCode(TokenHash.of(code), grant, clock.instant().plus(lifetime), 0, null));
        return code;
    }

    /** Finds a code, used or not; empty if it is unknown or was forgotten. */
    Optional<StoredCode> find(String code) {
        return credentials.matches(CredentialFormat.Kind.AUTHORIZATION_CODE, code)
                ? store.find(TokenHash.of(code))
                : Optional.empty();
    }

    /** Reads a code again, as another request may have left it. */
    StoredCode reread(StoredCode code) {
        return store.find(code.hash()).orElse(code);
    }

    /** Whether it is too late for a code that was not used. */
    boolean expired(StoredCode code) {
        return code.family() == null && !clock.instant().isBefore(code.expiresAt());
    }

    /** Uses a code up for a family, in the transaction of the thread; of several calls one succeeds. */
    boolean consume(StoredCode code, FamilyId family) {
        return store.consume(code.hash(), family, MAX_WRONG_VERIFIERS, clock.instant());
    }

    /** Notes that a verifier did not match: somebody may be guessing. */
    void countWrongVerifier(StoredCode code) {
        store.countWrongVerifier(code.hash());
    }
}
