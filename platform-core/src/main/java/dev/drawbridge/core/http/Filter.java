package dev.drawbridge.core.http;

import java.util.Optional;

/** Comes before handlers: either responds itself or passes on. Implementations are thread-safe. */
@FunctionalInterface
public interface Filter {

    /**
     * Responds, or passes the request (or a changed copy) to the next one and returns its response (or a changed copy).
     *
     * @param request what was asked
     * @param next what comes behind
     * @return the response
     */
    Response filter(Request request, Handler next);

    /**
     * Puts this filter before a handler.
     *
     * @param next what comes behind
     * @return both as one handler, which has the other one's limit of bodies and its rule for pages of other origins
     */
    default Handler before(Handler next) {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return filter(request, next);
            }

            @Override
            public int maxBodyBytes(Request request) {
                return next.maxBodyBytes(request);
            }

            @Override
            public Optional<CrossOriginRule> crossOrigin() {
                return next.crossOrigin();
            }
        };
    }
}
