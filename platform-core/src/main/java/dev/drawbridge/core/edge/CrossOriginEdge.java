package dev.drawbridge.core.edge;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Router;

/**
 * Makes what the edge itself responds at a path readable for the pages that may call it: a body that is too large, a method
 * that is not there, a failure. Stands before {@link EdgeFilter}. Thread-safe; a request without {@code Origin} costs
 * nothing.
 *
 * @param router knows the rule of each path
 */
public record CrossOriginEdge(Router router) implements Filter {

    @Override
    public Response filter(Request request, Handler next) {
        Response response = next.handle(request);
        if (request.header("Origin").isEmpty() || request.method().equals("OPTIONS")) {
            return response;
        }
        return router.crossOrigin(request)
                .map(rule -> rule.complete(request, response))
                .orElse(response);
    }
}
