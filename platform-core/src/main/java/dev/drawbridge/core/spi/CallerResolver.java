package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.spi.app.App;

/** Finds out who calls. OAuth implements it by access tokens. Implementations are thread-safe. */
@FunctionalInterface
public interface CallerResolver {

    /** What was found. */
    sealed interface Resolution permits Resolved, Refused {}

    /**
     * A proven caller.
     *
     * @param caller who
     * @param app the app that calls, usable now
     */
    record Resolved(Caller caller, App app) implements Resolution {}

    /**
     * No proof, or one that does not hold.
     *
     * @param problem the response, with the {@code WWW-Authenticate} header of RFC 6750 §3
     */
    record Refused(Problem problem) implements Resolution {}

    /**
     * Judges the credentials of a request: signature, expiry, audience, revocation, app.
     *
     * @param request the call
     * @param requiredScope what the route demands, for the challenge
     * @return who calls, or the refusal
     */
    Resolution resolve(Request request, String requiredScope);

    /**
     * Adds a challenge to a refusal that the guard decided after the credentials were found good.
     *
     * @param problem 401 {@code invalid_token} or 403 {@code insufficient_scope}
     * @param request the call
     * @param requiredScope what the route demands
     * @return the problem with the {@code WWW-Authenticate} header of RFC 6750 §3
     */
    default Problem challenge(Problem problem, Request request, String requiredScope) {
        String scope = problem.status() == 403 ? ", scope=\"" + requiredScope + "\"" : "";
        return problem.withHeader("WWW-Authenticate", "Bearer error=\"" + problem.code() + "\"" + scope);
    }
}
