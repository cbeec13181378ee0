package dev.drawbridge.core.account;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;

/**
 * What holds for every response of the portal's JSON API: no cache keeps it and nothing on the way changes it (RFC 9111
 * §5.2.2.6), since it may carry a secret or the version that an edit depends on.
 */
final class PortalJson {

    private static final String CACHE_CONTROL = "no-store, no-transform";

    private PortalJson() {}

    static Route route(Route route) {
        return route.template().startsWith(PortalPaths.JSON + "/") ? route.behind(PortalJson::asIs) : route;
    }

    private static Response asIs(Request request, Handler next) {
        try {
            return next.handle(request).with("Cache-Control", CACHE_CONTROL);
        } catch (ProblemException e) {
            return e.problem().toResponse(request.id()).with("Cache-Control", CACHE_CONTROL);
        }
    }
}
