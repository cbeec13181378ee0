package dev.drawbridge.core;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.api.CallChecks;
import dev.drawbridge.core.internal.api.GuardDecisions;
import dev.drawbridge.core.internal.api.MachineAudit;
import dev.drawbridge.core.internal.api.PolicyEffects;
import dev.drawbridge.core.internal.api.RouteTerms;
import dev.drawbridge.core.internal.cache.HostUnavailableException;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.internal.usage.OpenUsage;
import dev.drawbridge.core.internal.usage.UsageMeter;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.core.spi.CallerResolver.Refused;
import dev.drawbridge.core.spi.CallerResolver.Resolution;
import dev.drawbridge.core.spi.CallerResolver.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the host's API. Thread-safe; it holds no lock and no database connection while a handler runs.
 *
 * <p>Order: token, revocation and app (401); usage opens; addresses (403 {@code ip_not_allowed}); member (401 {@code
 * invalid_token}) or run-as user (403 {@code run_as_not_permitted}); plan (403 {@code plan_required}); call policies (429
 * {@code quota_exceeded}); scope (403 {@code insufficient_scope}); the handler; usage closes with the status. A failing
 * store or host is 503. A preflight (CORS) that the host's {@code apiOrigins} permit is 204, before all that, and counts for
 * nothing.
 */
public final class ApiGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ApiGuard.class);
    private static final List<String> EXPOSED = List.of(
            "WWW-Authenticate",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-used",
            "x-ratelimit-reset",
            "x-ratelimit-resource",
            "ETag",
            "X-Request-Id",
            "DPoP-Nonce");

    private final CallerResolver resolver;
    private final CallChecks checks;
    private final ChangeFeed changes;
    private final UsageMeter usage;
    private final ScopeCatalog scopes;
    private final GuardDecisions decisions;
    private final MachineAudit audit;
    private final Optional<CrossOriginRule> crossOrigin;
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * Makes the guard. Hosts get it from {@code Platform.guard()}.
     *
     * @param resolver finds out who calls
     * @param checks what must hold for a call
     * @param changes whether this node knows what was revoked
     * @param usage counts calls
     * @param scopes what routes may demand
     * @param origins which pages of other origins may call
     * @param decisions counts what was decided
     * @param audit records what machine apps change
     */
    ApiGuard(
            CallerResolver resolver,
            CallChecks checks,
            ChangeFeed changes,
            UsageMeter usage,
            ScopeCatalog scopes,
            CrossOrigin origins,
            GuardDecisions decisions,
            MachineAudit audit) {
        this.resolver = resolver;
        this.checks = checks;
        this.changes = changes;
        this.usage = usage;
        this.scopes = scopes;
        this.decisions = decisions;
        this.audit = audit;
        this.crossOrigin = CrossOriginRule.of(origins, EXPOSED);
    }

    /**
     * Demands a scope.
     *
     * @param scope a name of the scope catalog
     * @return what to put around the handler
     * @throws IllegalArgumentException if the catalog has no such scope
     */
    public Requirement require(String scope) {
        requireOffered(scope);
        return new Requirement(this, RouteTerms.of(scope));
    }

    /**
     * Decides on one call, for controllers that are no {@code Handler}. Do not call it inside a transaction: the limiter's
     * counter would stay locked until its end.
     *
     * @param request the call
     * @param scope a name of the scope catalog
     * @return the decision; {@link Admission#finish} must follow. A preflight that {@code apiOrigins} permit is "refused"
     *     with its 204
     * @throws IllegalArgumentException if the catalog has no such scope
     */
    public Admission admit(Request request, String scope) {
        return require(scope).admit(request);
    }

    private Admission admit(Request request, RouteTerms terms) {
        Optional<Response> preflight = crossOrigin.flatMap(rule -> rule.preflight(request));
        if (preflight.isPresent()) {
            return Admission.refused(preflight.get(), OpenUsage.NONE);
        }
        Admission admission = decide(request, terms);
        return crossOrigin.map(rule -> admission.readable(request, rule)).orElse(admission);
    }

    private Admission decide(Request request, RouteTerms terms) {
        Resolution resolution = resolve(request, terms.scope());
        if (resolution instanceof Resolved resolved) {
            return judge(resolved, request, terms);
        }
        // Without a proven caller there is no app to count for.
        Problem problem = ((Refused) resolution).problem();
        decisions.refused(problem, PolicyEffects.NONE);
        return Admission.refused(problem.toResponse(request.id()), OpenUsage.NONE);
    }

    /** The rule for pages of other origins. */
    Optional<CrossOriginRule> crossOrigin() {
        return crossOrigin;
    }

    private Resolution resolve(Request request, String scope) {
        if (changes.stale()) {
            return new Refused(Problem.unavailable());
        }
        try {
            return resolver.resolve(request, scope);
        } catch (ProblemException e) {
            return new Refused(e.problem());
        } catch (RuntimeException e) {
            logOnceInAWhile(request, e);
            return new Refused(Problem.unavailable());
        }
    }

    private Admission judge(Resolved resolved, Request request, RouteTerms terms) {
        OpenUsage open = usage.open(resolved.app().id(), resolved.caller().company(), terms.route());
        PolicyEffects effects = new PolicyEffects();
        try {
            require(resolved, request, terms, effects, open);
            decisions.allowed(effects);
            return Admission.granted(resolved.caller(), effects, open);
        } catch (ProblemException e) {
            return refused(challenged(e.problem(), request, terms.scope()), request, effects, open);
        } catch (HostUnavailableException e) {
            return refused(Problem.unavailable(), request, effects, open);
        } catch (RuntimeException e) {
            logOnceInAWhile(request, e);
            return refused(Problem.unavailable(), request, effects, open);
        }
    }

    private void require(Resolved resolved, Request request, RouteTerms terms, PolicyEffects effects, OpenUsage open) {
        try {
            checks.require(resolved.app(), resolved.caller(), request, terms, effects);
        } finally {
            // A call whose scope is refused has taken its permits already.
            open.took(effects.permits());
        }
    }

    private Admission refused(Problem problem, Request request, PolicyEffects effects, OpenUsage open) {
        effects.end();
        decisions.refused(problem, effects);
        return Admission.refused(refusal(problem, request, effects.headers()), open);
    }

    // RFC 6750 §3.1: these are about the token, the others are not.
    private Problem challenged(Problem problem, Request request, String scope) {
        return CallChecks.isAboutToken(problem) ? resolver.challenge(problem, request, scope) : problem;
    }

    private static Response refusal(Problem problem, Request request, Map<String, String> headers) {
        Response response = problem.toResponse(request.id());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.withDefault(header.getKey(), header.getValue());
        }
        return response;
    }

    /** While a store is down every call fails. */
    private void logOnceInAWhile(Request request, RuntimeException failure) {
        failures.log(others ->
                LOG.error("Request {} and {} others before it could not be judged", request.id(), others, failure));
    }

    private void requireOffered(String scope) {
        if (scopes.find(scope).isEmpty()) {
            throw new IllegalArgumentException(
                    "The scope catalog has no '" + scope + "': add it there or require another one.");
        }
    }

    /**
     * What a route of the host's API demands. Made by {@link ApiGuard#require}. Immutable and thread-safe.
     *
     * <p>A call costs one permit and its usage is counted under the name of the scope, unless {@link #cost} and {@link #route}
     * say otherwise.
     */
    public static final class Requirement {

        private final ApiGuard guard;
        private final RouteTerms terms;

        Requirement(ApiGuard guard, RouteTerms terms) {
            this.guard = guard;
            this.terms = terms;
        }

        /**
         * Sets how many permits of a quota a call takes. Default: 1.
         *
         * @param permits 0 to 1,000,000; with 0 a call takes none, and is refused all the same when none is left
         * @return a requirement with this cost
         * @throws IllegalArgumentException if the number is out of its range
         */
        public Requirement cost(int permits) {
            return new Requirement(guard, new RouteTerms(terms.scope(), terms.route(), permits));
        }

        /**
         * Names what is called. Usage is counted under this name; the platform keeps 200 of an app apart. Default: the scope.
         *
         * @param name of the same kind for all calls of a route, for example {@code GET /tickets/{id}}; 1 to 100 printable
         *     ASCII characters
         * @return a requirement with this name
         * @throws IllegalArgumentException if the name has other characters or is longer
         */
        public Requirement route(String name) {
            return new Requirement(guard, new RouteTerms(terms.scope(), name, terms.cost()));
        }

        /**
         * Decides on one call, for controllers that are no {@code Handler}; see {@link ApiGuard#admit}.
         *
         * @param request the call
         * @return the decision; {@link Admission#finish} must follow
         */
        public Admission admit(Request request) {
            return guard.admit(request, terms);
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
            Admission admission = guard.admit(request, terms);
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
                guard.audit.note(request, terms.route(), admission.caller(), status);
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
}
