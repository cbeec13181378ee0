package dev.drawbridge.core.api;

import dev.drawbridge.core.api.CallPolicy.Allowed;
import dev.drawbridge.core.api.CallPolicy.Denied;
import dev.drawbridge.core.api.CallPolicy.Verdict;
import dev.drawbridge.core.api.CallerResolver.Refused;
import dev.drawbridge.core.api.CallerResolver.Resolution;
import dev.drawbridge.core.api.CallerResolver.Resolved;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.change.ChangeFeed;
import dev.drawbridge.core.host.CachedMembers;
import dev.drawbridge.core.host.CachedPlans;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.TrustedProxies;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.time.OnceInAWhile;
import dev.drawbridge.core.usage.OpenUsage;
import dev.drawbridge.core.usage.UsageMeter;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of the host's API. Thread-safe; it holds no lock and no database connection while a handler runs.
 *
 * <p>Order: token, revocation and app (401); usage opens; addresses (403 {@code ip_not_allowed}); member (401 {@code
 * invalid_token}) or run-as user (403 {@code run_as_not_permitted}); plan (403 {@code plan_required}); call policies (429
 * {@code quota_exceeded}); scope (403 {@code insufficient_scope}); the handler; usage closes with the status. A failing
 * store or host is 503. A preflight (CORS) that the host's {@code apiOrigins} permit is 204, before all that, and counts for
 * nothing.
 */
public final class ApiGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ApiGuard.class);
    private static final String INVALID_TOKEN = "invalid_token";
    private static final String INSUFFICIENT_SCOPE = "insufficient_scope";
    private static final List<String> EXPOSED = List.of(
            "WWW-Authenticate", "RateLimit", "RateLimit-Policy", "Retry-After", "ETag", "X-Request-Id", "DPoP-Nonce");

    private final CallerResolver resolver;
    private final List<CallPolicy> policies;
    private final Services services;
    private final Optional<CrossOriginRule> crossOrigin;
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * What the guard asks besides the features.
     *
     * @param changes whether this node knows what was revoked
     * @param members the host's users
     * @param plans the companies' plans
     * @param usage counts calls
     * @param scopes what routes may demand
     * @param ipAllowList where calls of all apps must come from
     * @param origins which pages of other origins may call
     * @param proxies who may say where a call comes from, for calls that did not pass the edge
     */
    public record Services(
            ChangeFeed changes,
            CachedMembers members,
            CachedPlans plans,
            UsageMeter usage,
            ScopeCatalog scopes,
            IpAllowList ipAllowList,
            CrossOrigin origins,
            TrustedProxies proxies) {}

    /**
     * Makes the guard. Hosts get it from {@code Platform.guard()}.
     *
     * @param resolver finds out who calls
     * @param policies asked in this order
     * @param services what else it asks
     */
    public ApiGuard(CallerResolver resolver, List<CallPolicy> policies, Services services) {
        this.resolver = resolver;
        this.policies = List.copyOf(policies);
        this.services = services;
        this.crossOrigin = CrossOriginRule.of(services.origins(), EXPOSED);
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
        return new Requirement(this, scope);
    }

    /**
     * Decides on one call, for controllers that are no {@code Handler}. Do not call it inside a transaction: the limiter's
     * counter would stay locked until its end.
     *
     * @param request the call
     * @param scope a name of the scope catalog
     * @return the decision; {@link Admission#finish} must follow. A preflight that {@code apiOrigins} permit is "refused" with
     *     its 204
     * @throws IllegalArgumentException if the catalog has no such scope
     */
    public Admission admit(Request request, String scope) {
        requireOffered(scope);
        Optional<Response> preflight = crossOrigin.flatMap(rule -> rule.preflight(request));
        if (preflight.isPresent()) {
            return Admission.refused(preflight.get(), OpenUsage.NONE);
        }
        Admission admission = decide(request, scope);
        return crossOrigin.map(rule -> admission.readable(request, rule)).orElse(admission);
    }

    private Admission decide(Request request, String scope) {
        Resolution resolution = resolve(request, scope);
        if (resolution instanceof Resolved resolved) {
            return judge(resolved, request, scope);
        }
        // Without a proven caller there is no app to count for.
        Problem problem = ((Refused) resolution).problem();
        return Admission.refused(problem.toResponse(request.id()), OpenUsage.NONE);
    }

    /** The rule for pages of other origins, and for whom. */
    Optional<CrossOriginRule> crossOrigin() {
        return crossOrigin;
    }

    private Resolution resolve(Request request, String scope) {
        if (services.changes().stale()) {
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

    private Admission judge(Resolved resolved, Request request, String scope) {
        OpenUsage usage = services.usage().open(resolved.app().id());
        Map<String, String> headers = new LinkedHashMap<>();
        try {
            Caller caller = resolved.caller();
            requireAllowedAddress(resolved.app(), request);
            requireMember(caller);
            Tier tier = requirePayingPlan(caller);
            askPolicies(caller, tier, request, headers);
            requireScope(caller, scope);
            return Admission.granted(caller, headers, usage);
        } catch (ProblemException e) {
            return Admission.refused(refusal(challenged(e.problem(), request, scope), request, headers), usage);
        } catch (RuntimeException e) {
            logOnceInAWhile(request, e);
            return Admission.refused(refusal(Problem.unavailable(), request, headers), usage);
        }
    }

    // RFC 6750 §3.1: these are about the token, the others are not.
    private Problem challenged(Problem problem, Request request, String scope) {
        return problem.code().equals(INVALID_TOKEN) || problem.code().equals(INSUFFICIENT_SCOPE)
                ? resolver.challenge(problem, request, scope)
                : problem;
    }

    private void requireAllowedAddress(App app, Request request) {
        InetAddress client = services.proxies().locate(request).client().inetAddress();
        if (!services.ipAllowList().allows(client)) {
            throw ProblemException.of(
                    403, "ip_not_allowed", "The IP allow list of this API does not have the address of this request.");
        }
        if (!app.access().allows(client)) {
            throw ProblemException.of(
                    403, "ip_not_allowed", "The app's IP allow list does not have the address of this request.");
        }
    }

    private void requireMember(Caller caller) {
        if (services.members().member(caller.company(), caller.actsAs()).isPresent()) {
            return;
        }
        if (caller instanceof Caller.Machine) {
            throw ProblemException.of(
                    403,
                    "run_as_not_permitted",
                    "The user whom this app runs as is disabled or no longer belongs to the company.");
        }
        throw ProblemException.of(
                401, INVALID_TOKEN, "The user of this token is disabled or no longer belongs to the company.");
    }

    private Tier requirePayingPlan(Caller caller) {
        Tier tier = services.plans().tierOf(caller.company());
        if (!tier.apiAllowed()) {
            throw ProblemException.of(
                    403, "plan_required", "The company's plan " + tier.code() + " does not include API access.");
        }
        return tier;
    }

    private void askPolicies(Caller caller, Tier tier, Request request, Map<String, String> headers) {
        for (CallPolicy policy : policies) {
            Verdict verdict = policy.check(caller, tier, request);
            if (verdict instanceof Denied denied) {
                throw new ProblemException(denied.problem());
            }
            headers.putAll(((Allowed) verdict).headers());
        }
    }

    private static void requireScope(Caller caller, String scope) {
        if (!caller.scopes().covers(scope)) {
            throw ProblemException.of(403, INSUFFICIENT_SCOPE, "This call needs the scope " + scope + ".");
        }
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
        if (services.scopes().find(scope).isEmpty()) {
            throw new IllegalArgumentException(
                    "The scope catalog has no '" + scope + "': add it there or require another one.");
        }
    }
}
