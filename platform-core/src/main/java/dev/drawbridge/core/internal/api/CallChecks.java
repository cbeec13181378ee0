package dev.drawbridge.core.internal.api;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.cache.CachedMembers;
import dev.drawbridge.core.internal.cache.CachedPlans;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.ApiCall;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.CallPolicy.Allowed;
import dev.drawbridge.core.spi.CallPolicy.Denied;
import dev.drawbridge.core.spi.CallPolicy.Verdict;
import dev.drawbridge.core.spi.app.App;
import java.net.InetAddress;
import java.util.List;

/** What must hold for a call whose caller is proven, in this order: address, member, plan, policies, scope. Thread-safe. */
public final class CallChecks {

    private static final String INVALID_TOKEN = "invalid_token";
    private static final String INSUFFICIENT_SCOPE = "insufficient_scope";

    private final TrustedProxies proxies;
    private final IpAllowList ipAllowList;
    private final CachedMembers members;
    private final CachedPlans plans;
    private final List<CallPolicy> policies;

    /**
     * Makes the checks.
     *
     * @param proxies who may say where a call comes from, for calls that did not pass the edge
     * @param ipAllowList where calls of all apps must come from
     * @param members the host's users
     * @param plans the companies' plans
     * @param policies consulted in this order
     */
    public CallChecks(
            TrustedProxies proxies,
            IpAllowList ipAllowList,
            CachedMembers members,
            CachedPlans plans,
            List<CallPolicy> policies) {
        this.proxies = proxies;
        this.ipAllowList = ipAllowList;
        this.members = members;
        this.plans = plans;
        this.policies = List.copyOf(policies);
    }

    /** Tells whether the token is to blame, so that the response carries a challenge (RFC 6750 §3.1). */
    public static boolean isAboutToken(Problem problem) {
        return problem.code().equals(INVALID_TOKEN) || problem.code().equals(INSUFFICIENT_SCOPE);
    }

    /**
     * Lets a call pass or refuses it.
     *
     * @param terms what the host's route demands
     * @param effects gets what policies say, also if a later check refuses
     * @throws ProblemException the refusal
     * @throws dev.drawbridge.core.internal.cache.HostUnavailableException if the host cannot say who belongs to a company, or
     *     which plan it is on
     */
    public void require(App app, Caller caller, Request request, RouteTerms terms, PolicyEffects effects) {
        requireAllowedAddress(app, request);
        requireMember(caller);
        Tier tier = plans.tierOf(caller.company());
        effects.judgedAs(tier);
        requirePayingPlan(tier);
        askPolicies(new ApiCall(caller, tier, request, terms.route(), terms.cost()), effects);
        requireScope(caller, terms.scope());
    }

    private void requireAllowedAddress(App app, Request request) {
        InetAddress client = proxies.locate(request).client().inetAddress();
        if (!ipAllowList.allows(client)) {
            throw ProblemException.of(
                    403, "ip_not_allowed", "The IP allow list of this API does not have the address of this request.");
        }
        if (!app.access().allows(client)) {
            throw ProblemException.of(
                    403, "ip_not_allowed", "The app's IP allow list does not have the address of this request.");
        }
    }

    private void requireMember(Caller caller) {
        if (members.member(caller.company(), caller.actsAs()).isPresent()) {
            return;
        }
        if (caller instanceof Caller.Machine) {
            throw ProblemException.of(
                    403,
                    "run_as_not_permitted",
                    "The user that this app runs as is disabled or no longer belongs to the company.");
        }
        throw ProblemException.of(
                401, INVALID_TOKEN, "The user of this token is disabled or no longer belongs to the company.");
    }

    private static void requirePayingPlan(Tier tier) {
        if (!tier.apiAllowed()) {
            throw ProblemException.of(
                    403, "plan_required", "The company's plan " + tier.code() + " does not include API access.");
        }
    }

    private void askPolicies(ApiCall call, PolicyEffects effects) {
        for (CallPolicy policy : policies) {
            Verdict verdict = policy.check(call);
            if (verdict instanceof Denied denied) {
                throw new ProblemException(denied.problem());
            }
            effects.add((Allowed) verdict);
        }
        effects.took(call.cost());
    }

    private static void requireScope(Caller caller, String scope) {
        if (!caller.scopes().covers(scope)) {
            throw ProblemException.of(403, INSUFFICIENT_SCOPE, "This call needs the scope " + scope + ".");
        }
    }
}
