package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint.
 *
 * @param id names it
 * @param endpoint where it is sent
 * @param messageId the event, and {@code webhook-id}
 * @param event the event's name
 * @param body what is sent
 * @param status how far it is
 * @param nextAttemptAt when it is tried next, or null
 * @param createdAt when it was made
 */
public record Delivery(
        String id,
        EndpointId endpoint,
        String messageId,
        String event,
        String body,
        DeliveryStatus status,
        @Nullable Instant nextAttemptAt,
        Instant createdAt) {
    /**
     * Returns this delivery after a step.
     *
     * @param to how far it is
     * @param next when it is tried next, or null
     * @return the copy
     */
    public Delivery moved(DeliveryStatus to, @Nullable Instant next) {
        return new Delivery(id, endpoint, messageId, event, body, to, next, createdAt);
    }
}
