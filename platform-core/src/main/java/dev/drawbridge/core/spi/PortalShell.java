package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Route;
import java.util.List;

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
}
