package dev.drawbridge.core;

import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guarded handler that pages of other origins may call. Thread-safe.
 *
 * <p>In {@code Platform.handler} exceptions are thrown on to the edge, which names them. A handler that the host mounts by
 * itself has no edge, and what a server says of an exception no page may read; so it is a 500 here.
 */
record CrossOriginHandler(CrossOriginRule rule, Handler guarded) implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(CrossOriginHandler.class);
    private static final String UNNAMED = "-";

    @Override
    public Response handle(Request request) {
        boolean alone = request.id().equals(UNNAMED) && request.header("Origin").isPresent();
        return rule.complete(request, alone ? withoutEdge(request) : guarded.handle(request));
    }

    @Override
    public Optional<CrossOriginRule> crossOrigin() {
        return Optional.of(rule);
    }

    private Response withoutEdge(Request request) {
        try {
            return guarded.handle(request);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", request, e);
            return Problem.of(500, "internal_error", "Something went wrong on our side. Please try again.")
                    .toResponse(request.id());
        }
    }
}
