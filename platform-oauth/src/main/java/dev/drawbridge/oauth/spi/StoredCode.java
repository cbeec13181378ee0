package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code as it is kept: its hash, never the code.
 *
 * @param hash SHA-256 of the code
 * @param grant what it was issued for
 * @param expiresAt from this instant on it is refused
 * @param wrongVerifiers how often a wrong PKCE verifier was presented
 * @param family the refresh family that its redemption began, or null while it is unused
 */
public record StoredCode(
        TokenHash hash,
        CodeGrant grant,
        Instant expiresAt,
        int wrongVerifiers,
        @Nullable FamilyId family) {
    /**
     * Returns this code after its redemption.
     *
     * @param value the refresh family that the redemption began
     * @return the copy
     */
    public StoredCode redeemed(FamilyId value) {
        return new StoredCode(hash, grant, expiresAt, wrongVerifiers, value);
    }

    /**
     * Returns this code after a wrong PKCE verifier.
     *
     * @return the copy
     */
    public StoredCode withWrongVerifier() {
        return new StoredCode(hash, grant, expiresAt, wrongVerifiers + 1, family);
    }
}
