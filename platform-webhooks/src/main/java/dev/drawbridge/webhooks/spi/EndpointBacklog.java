package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and what waits for it, for operators.
 *
 * @param endpoint the endpoint, whatever its status
 * @param pending how many deliveries wait
 * @param oldest when the oldest of them was made, or null if none waits
 */
public record EndpointBacklog(
        WebhookEndpoint endpoint, long pending, @Nullable Instant oldest) {}
