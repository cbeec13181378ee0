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

    /**
     * Returns this endpoint after an edit.
     *
     * @param newUrl where events are sent
     * @param newDescription what the developer says about it
     * @param newEvents which events it gets
     * @param newVersion one more than the version that was edited
     * @return the copy
     */
    public WebhookEndpoint edited(URI newUrl, String newDescription, List<String> newEvents, long newVersion) {
        return new WebhookEndpoint(id, app, newUrl, newDescription, newEvents, status, createdAt, newVersion);
    }

    /**
     * Returns this endpoint in another state, at the next version.
     *
     * @param value the state
     * @return the copy
     */
    public WebhookEndpoint moved(EndpointStatus value) {
        return new WebhookEndpoint(id, app, url, description, events, value, createdAt, version + 1);
    }
}
