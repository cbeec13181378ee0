package dev.drawbridge.oauth.token;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.store.CodeGrant;
import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.oauth.store.StoredCode;
import java.time.Duration;

/** Issues authorization codes (RFC 6749 §4.1.2); {@code AuthorizationCodeGrant} redeems them. Thread-safe. */
public final class AuthorizationCodes {

    private final CoreServices env;
    private final CodeStore store;
    private final Duration lifetime;

    /**
     * Makes the issuer of codes.
     *
     * @param env the shared services
     * @param store where codes are kept
     * @param lifetime from consent to redemption
     */
    public AuthorizationCodes(CoreServices env, CodeStore store, Duration lifetime) {
        this.env = env;
        this.store = store;
        this.lifetime = lifetime;
    }

    /**
     * Issues a code in the transaction of the thread.
     *
     * @param grant what it stands for
     * @return the code; only its hash is kept
     */
    public Secret issue(CodeGrant grant) {
        Secret code = env.credentials().next(CredentialFormat.Kind.AUTHORIZATION_CODE);
        store.insert(
                new StoredCode(TokenHash.of(code), grant, env.clock().instant().plus(lifetime), 0, null));
        return code;
    }
}
