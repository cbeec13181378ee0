package dev.drawbridge.oauth.remote;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.internal.access.TokenGate;
import java.util.List;
import java.util.Optional;

/**
 * Guards an API that runs without the platform. Thread-safe.
 *
 * <p>Order: token and proof of possession (401), scope (403 {@code insufficient_scope}), the handler. If the authorization
 * server's keys cannot be had the response is 503. Members, plans, quotas and IP lists are the platform's and not judged
 * here.
 */
public final class RemoteApiGuard {

    private static final List<String> EXPOSED =
            List.of("WWW-Authenticate", "Retry-After", "ETag", "X-Request-Id", "DPoP-Nonce");

    private final TokenGate<RemoteAccessToken> gate;
    private final Optional<CrossOriginRule> crossOrigin;

    RemoteApiGuard(TokenGate<RemoteAccessToken> gate) {
        this(gate, Optional.empty());
    }

    private RemoteApiGuard(TokenGate<RemoteAccessToken> gate, Optional<CrossOriginRule> crossOrigin) {
        this.gate = gate;
        this.crossOrigin = crossOrigin;
    }

    /**
     * Lets pages of other origins call (CORS without credentials): preflights are permitted without a token, and every
     * response to an origin that is let in can be read. Without this nothing of a guarded route permits a browser anything.
     *
     * @param origins whose pages
     * @return a copy
     */
    public RemoteApiGuard crossOrigin(CrossOrigin origins) {
        return new RemoteApiGuard(gate, CrossOriginRule.of(origins, EXPOSED));
    }

    /** Handles calls that were let through. Implementations are thread-safe. */
    @FunctionalInterface
    public interface GuardedHandler {

        /**
         * Handles a call.
         *
         * @param request the call
         * @param token who calls and what they may do
         * @return the response
         */
        Response handle(Request request, RemoteAccessToken token);
    }

    /** The decision on one call, for controllers that are no {@code Handler}. */
    public sealed interface Decision permits Admitted, Refused {}

    /**
     * The call is allowed.
     *
     * @param token who calls and what they may do
     */
    public record Admitted(RemoteAccessToken token) implements Decision {}

    /**
     * The call ends here.
     *
     * @param response the refusal
     */
    public record Refused(Response response) implements Decision {}

    /** What a route demands. Immutable and thread-safe. */
    public static final class Requirement {

        private final RemoteApiGuard guard;
        private final String scope;

        private Requirement(RemoteApiGuard guard, String scope) {
            this.guard = guard;
            this.scope = scope;
        }

        /**
         * Puts the guard in front of a handler.
         *
         * @param handler handles the calls that are let through; a {@link ProblemException} becomes its problem
         * @return the guarded handler
         */
        public Handler around(GuardedHandler handler) {
            Handler guarded = request -> handle(handler, request);
            return guard.crossOrigin.map(rule -> rule.over(guarded)).orElse(guarded);
        }

        private Response handle(GuardedHandler handler, Request request) {
            Decision decision = guard.judge(request, scope);
            if (decision instanceof Refused refused) {
                return refused.response();
            }
            try {
                return handler.handle(request, ((Admitted) decision).token());
            } catch (ProblemException e) {
                return e.problem().toResponse(request.id());
            }
        }
    }

    /**
     * Demands a scope.
     *
     * @param scope its name
     * @return what to put around the handler
     * @throws IllegalArgumentException if it is no scope name
     */
    public Requirement require(String scope) {
        return new Requirement(this, Scopes.of(scope).toWire());
    }

    /**
     * Decides on one call.
     *
     * @param request the call
     * @param scope what it takes
     * @return the decision
     */
    public Decision judge(Request request, String scope) {
        Optional<Response> preflight = crossOrigin.flatMap(rule -> rule.preflight(request));
        if (preflight.isPresent()) {
            return new Refused(preflight.get());
        }
        Decision decision = decide(request, scope);
        return decision instanceof Refused refused && crossOrigin.isPresent()
                ? new Refused(crossOrigin.get().complete(request, refused.response()))
                : decision;
    }

    private Decision decide(Request request, String scope) {
        TokenGate.Entry<RemoteAccessToken> entry = gate.judge(request, scope);
        if (entry instanceof TokenGate.Refused<RemoteAccessToken> refused) {
            return new Refused(refused.problem().toResponse(request.id()));
        }
        RemoteAccessToken token = ((TokenGate.Admitted<RemoteAccessToken>) entry).token();
        if (!token.scopes().covers(scope)) {
            Problem problem = Problem.of(403, "insufficient_scope", "This call needs the scope " + scope + ".");
            return new Refused(gate.challenge(problem, request, scope).toResponse(request.id()));
        }
        return new Admitted(token);
    }
}
