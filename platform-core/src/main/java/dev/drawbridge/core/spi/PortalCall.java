package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;

/**
 * A request of a developer who is logged in, after all checks of the shell.
 *
 * @param request the request
 * @param developer who
 * @param formToken to be rendered in every form as the hidden field {@code csrf}
 */
public record PortalCall(Request request, Developer developer, String formToken) {

    /**
     * Returns who acts, for the journal.
     *
     * @return the developer with address and request id
     */
    public Actor actor() {
        return Actor.developer(developer.id(), request);
    }
}
