package dev.drawbridge.core.model;

import java.util.regex.Pattern;

/**
 * A kind of event that the host publishes to webhooks, one entry of the {@link EventCatalog}.
 *
 * @param name dot-separated, for example {@code ticket.created}
 * @param title one line for the portal
 * @param requiredScope a grant must cover this scope for its app to receive the event
 */
public record EventType(String name, String title, String requiredScope) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not dot-separated lower case
     */
    public EventType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("An event name looks like 'ticket.created': " + name);
        }
    }
}
