package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing secret of an endpoint, sealed.
 *
 * @param id names it
 * @param endpoint whose it is
 * @param sealed the envelope of the vault
 * @param createdAt when it was made
 * @param expiresAt from then on it does not sign any more; null for the current one
 */
public record EndpointSecret(
        String id,
        EndpointId endpoint,
        String sealed,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
