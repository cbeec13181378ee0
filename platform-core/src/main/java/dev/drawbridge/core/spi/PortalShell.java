package dev.drawbridge.core.spi;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import java.util.List;
import java.util.Optional;

/** Mounts the pages and panels of all features behind the developer's session. */
@FunctionalInterface
public interface PortalShell {

    /**
     * Wraps every handler in the shell's checks and frame.
     *
     * @param pages pages and JSON calls of features
     * @param panels tabs of apps
     * @return the routes with full paths
     */
    List<Route> mount(List<PortalRoute> pages, List<AppPanel> panels);

    /**
     * Returns what surrounds a page about an error in the portal, for whoever sends this request.
     *
     * @param request the request that is refused
     * @return the navigation of the developer who is logged in; by default nothing
     */
    default Optional<Chrome> chrome(Request request) {
        return Optional.empty();
    }
}
