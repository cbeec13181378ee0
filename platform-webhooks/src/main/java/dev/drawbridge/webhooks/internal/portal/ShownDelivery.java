package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery is, as developers see it: nothing is sent while the endpoint is off, so what is pending is on hold and
 * has no next attempt.
 *
 * @param status the status
 * @param nextAttemptAt when it is tried next, or null
 */
record ShownDelivery(Status status, @Nullable Instant nextAttemptAt) {

    enum Status {
        PENDING,
        ON_HOLD,
        DELIVERED,
        FAILED,
        CANCELLED
    }

    static ShownDelivery of(Delivery delivery, EndpointStatus endpoint) {
        boolean sends = endpoint == EndpointStatus.ACTIVE;
        return new ShownDelivery(of(delivery.status(), sends), sends ? delivery.nextAttemptAt() : null);
    }

    private static Status of(DeliveryStatus status, boolean sends) {
        return switch (status) {
            case PENDING -> sends ? Status.PENDING : Status.ON_HOLD;
            case DELIVERED -> Status.DELIVERED;
            case FAILED -> Status.FAILED;
            case CANCELLED -> Status.CANCELLED;
        };
    }
}
