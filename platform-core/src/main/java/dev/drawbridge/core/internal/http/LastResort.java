package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds for a handler that fails, for adapters. Handlers of the platform respond by themselves; what fails here is the
 * host's own.
 */
public final class LastResort {

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private LastResort() {}

    /**
     * Lets a handler respond; whatever it throws, an {@link Error} too, becomes a response.
     *
     * @param handler the host's or the platform's
     * @param request the request
     * @return the handler's response, its problem, or 500
     */
    // An Error, too, ends this one request: a thread that dies would leave the client without a response.
    public static Response handle(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (ProblemException e) {
            return e.problem().toResponse(request.id());
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", request, e);
            return Problem.of(500, "internal_error", "Something went wrong on our side.")
                    .toResponse(request.id());
        }
    }
}
