package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;

/**
 * An initial access token (RFC 7591 §3): lets its holder register clients. Immutable.
 *
 * @param id names it without giving it away
 * @param hash SHA-256 of the token, which itself is nowhere
 * @param label who it was made for, for people
 * @param usesLeft how many clients may still be registered with it
 * @param createdAt when it was made
 * @param expiresAt from this instant on it is refused
 */
public record InitialToken(
        String id, TokenHash hash, String label, int usesLeft, Instant createdAt, Instant expiresAt) {

    /** Characters of the longest label. */
    public static final int MAX_LABEL = 200;

    /**
     * Tells whether a client may be registered with it.
     *
     * @param now the time
     * @return false once it is used up or expired
     */
    public boolean live(Instant now) {
        return usesLeft > 0 && now.isBefore(expiresAt);
    }

    /**
     * Returns this token after one more client was registered with it.
     *
     * @return the copy
     */
    public InitialToken used() {
        return new InitialToken(id, hash, label, usesLeft - 1, createdAt, expiresAt);
    }
}
