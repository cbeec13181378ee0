package dev.drawbridge.core;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Caller;

/** What a route of the host's API demands. Made by {@link ApiGuard#require}. Immutable and thread-safe. */
public final class Requirement {

    private final ApiGuard guard;
    private final String scope;

    Requirement(ApiGuard guard, String scope) {
        this.guard = guard;
        this.scope = scope;
    }

    /**
     * Puts the guard in front of a handler. Each call that carries a valid token is counted once, with the status of its
     * response; an exception of the handler counts as 500 and is thrown on.
     *
     * @param handler handles the calls that are let through
     * @return the guarded handler
     */
    public Handler around(ApiHandler handler) {
        return guard.crossOrigin().isPresent()
                ? new CrossOriginHandler(guard.crossOrigin().get(), request -> handle(handler, request))
                : request -> handle(handler, request);
    }

    private Response handle(ApiHandler handler, Request request) {
        Admission admission = guard.admit(request, scope);
        if (!admission.admitted()) {
            return admission.refusal();
        }
        int status = 500;
        try {
            Response response = admission.complete(response(handler, request, admission.caller()));
            status = response.status();
            return response;
        } finally {
            admission.finish(status);
        }
    }

    private static Response response(ApiHandler handler, Request request, Caller caller) {
        try {
            return handler.handle(request, caller);
        } catch (ProblemException e) {
            // Mapped here, so that it carries the limiter's header fields like any other response.
            return e.problem().toResponse(request.id());
        }
    }
}
