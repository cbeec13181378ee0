package dev.drawbridge.core.http;

import java.util.Optional;

/** Stands before handlers: either answers itself or passes on. Implementations are thread-safe. */
@FunctionalInterface
public interface Filter {

    /**
     * Answers, or passes the request (or a changed copy) to the next one and returns its answer (or a changed copy).
     *
     * @param request what was asked
     * @param next what stands behind
     * @return the answer
     */
    Response filter(Request request, Handler next);

    /**
     * Puts this filter before a handler.
     *
     * @param next what stands behind
     * @return both as one handler, which has the other one's rule for pages of other origins
     */
    default Handler before(Handler next) {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return filter(request, next);
            }

            @Override
            public Optional<CrossOriginRule> crossOrigin() {
                return next.crossOrigin();
            }
        };
    }
}
