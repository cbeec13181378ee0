package dev.drawbridge.core;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Caller;

/** Handles an API call that the guard let through. Implementations are thread-safe. */
@FunctionalInterface
public interface ApiHandler {

    /**
     * Handles a call.
     *
     * @param request what was asked
     * @param caller who asks: company, scopes and the user whose rights bound the call
     * @return the response
     * @throws ProblemException to refuse with a problem
     */
    Response handle(Request request, Caller caller);
}
