package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a client secret.
 *
 * @param id names it within pages and JSON, no secret
 * @param app whose it is
 * @param hash SHA-256 of the secret
 * @param last4 the last four characters, by which people recognise it
 * @param createdAt when it was made
 * @param lastUsedAt when it last authenticated a token request, to the minute; null = never
 * @param expiresAt from this instant on it is refused; null = never
 */
public record StoredSecret(
        String id,
        AppId app,
        TokenHash hash,
        String last4,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {

    /**
     * Tells whether the secret still authenticates.
     *
     * @param now the time
     * @return false from the instant of expiry on
     */
    public boolean live(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /**
     * Returns a copy that ends at another time.
     *
     * @param end the new end, null = never
     * @return the copy
     */
    public StoredSecret expiring(@Nullable Instant end) {
        return new StoredSecret(id, app, hash, last4, createdAt, lastUsedAt, end);
    }

    /**
     * Returns a copy that ends at the given time, or when it does anyway if that is earlier.
     *
     * @param latest the latest end
     * @return the copy
     */
    public StoredSecret endingBy(Instant latest) {
        return expiresAt != null && expiresAt.isBefore(latest) ? this : expiring(latest);
    }

    /**
     * Returns a copy that was used.
     *
     * @param at when
     * @return the copy
     */
    public StoredSecret used(Instant at) {
        return new StoredSecret(id, app, hash, last4, createdAt, at, expiresAt);
    }
}
