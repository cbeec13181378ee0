package dev.drawbridge.webhooks;

import java.util.List;

/**
 * What a developer wants an endpoint to be, unchecked.
 *
 * @param url where to send
 * @param description for the developer, possibly empty
 * @param events the names of the events they want
 */
public record EndpointDraft(String url, String description, List<String> events) {

    /** Copies the events. */
    public EndpointDraft {
        events = List.copyOf(events);
    }
}
