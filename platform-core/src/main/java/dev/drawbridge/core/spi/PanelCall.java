package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.app.App;

/**
 * A request about one app by the developer who owns it, after all checks of the shell.
 *
 * @param portal the request of the developer
 * @param app the app, whatever its status
 */
public record PanelCall(PortalCall portal, App app) {

    /**
     * Returns the request.
     *
     * @return the request
     */
    public Request request() {
        return portal.request();
    }

    /**
     * Returns who acts, for the journal.
     *
     * @return the developer with address and request id
     */
    public Actor actor() {
        return portal.actor();
    }
}
