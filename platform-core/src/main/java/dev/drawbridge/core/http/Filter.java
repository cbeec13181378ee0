package dev.drawbridge.core.http;

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
     * @return both as one handler
     */
    default Handler before(Handler next) {
        return request -> filter(request, next);
    }
}
