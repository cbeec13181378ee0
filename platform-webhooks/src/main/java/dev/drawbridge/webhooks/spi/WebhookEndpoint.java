package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.model.AppId;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Where an app wants to hear of events.
 *
 * @param id names it
 * @param app whose it is
 * @param url where to send
 * @param description for its developer, possibly empty
 * @param events the names of the events it wants
 * @param status whether it gets them
 * @param createdAt when it was added
 * @param version counts its changes, from 1
 */
public record WebhookEndpoint(
        EndpointId id,
        AppId app,
        URI url,
        String description,
        List<String> events,
        EndpointStatus status,
        Instant createdAt,
        long version) {

    /** Copies the events. */
    public WebhookEndpoint {
        events = List.copyOf(events);
    }
}
