package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.http.EntityTag;

/**
 * Comes before every {@link Route.Kind#PORTAL_JSON} route: no cache keeps a response and nothing on the way changes it (RFC
 * 9111 §5.2.2.6), since it may carry a secret or the version that an edit depends on. A version that the caller has already
 * is 304. Thread-safe.
 */
public final class PortalJsonFilter implements Filter {

    /** The {@code Cache-Control} of responses and refusals. */
    static final String CACHE_CONTROL = "no-store, no-transform";

    @Override
    public Response filter(Request request, Handler next) {
        return unlessKnown(request, next.handle(request)).with("Cache-Control", CACHE_CONTROL);
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
