package dev.drawbridge.core.portal;

import dev.drawbridge.core.http.EntityTag;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.util.List;

/**
 * What holds for every response of the portal's JSON API: no cache keeps it and nothing on the way changes it (RFC 9111
 * §5.2.2.6), since it may carry a secret or the version that an edit depends on.
 */
public final class PortalJson {

    private static final String CACHE_CONTROL = "no-store, no-transform";

    private PortalJson() {}

    /**
     * Puts routes of the JSON API behind this.
     *
     * @param routes of the portal
     * @return the routes; those of pages are as they were
     */
    public static List<Route> routes(List<Route> routes) {
        return routes.stream().map(PortalJson::route).toList();
    }

    static Route route(Route route) {
        return route.template().startsWith(PortalPaths.JSON + "/") ? route.behind(PortalJson::asIs) : route;
    }

    private static Response asIs(Request request, Handler next) {
        try {
            return unlessKnown(request, next.handle(request)).with("Cache-Control", CACHE_CONTROL);
        } catch (ProblemException e) {
            return e.problem().toResponse(request.id()).with("Cache-Control", CACHE_CONTROL);
        }
    }

    /** 304 in place of a version that the caller has already (RFC 9110 §13.1.2). */
    private static Response unlessKnown(Request request, Response response) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return response.header("ETag")
                .map(tag -> new EntityTag(tag.substring(1, tag.length() - 1)))
                .filter(tag -> reads && response.status() == 200 && tag.known(request))
                .map(tag -> Response.empty(304).with("ETag", tag.toString()))
                .orElse(response);
    }
}
