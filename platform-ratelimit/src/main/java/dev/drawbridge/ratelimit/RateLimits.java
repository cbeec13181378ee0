package dev.drawbridge.ratelimit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.ApiCall;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.internal.LimitFields;
import dev.drawbridge.ratelimit.spi.CounterStore;

/**
 * Limits API calls to what the policies of the plan of the caller's company allow. Immutable and thread-safe.
 *
 * <p>Every judged call carries {@code RateLimit-Policy} and {@code RateLimit}; a call beyond a limit gets 429
 * {@code quota_exceeded} and {@code Retry-After}, and takes no permit. Calls that get 403 or 404 afterwards
 * have taken theirs. If the store does not respond, calls get 503.
 */
public final class RateLimits implements Feature {

    private final Contribution contribution;

    private RateLimits(Contribution contribution) {
        this.contribution = contribution;
    }

    /**
     * Makes the feature with {@link Policies#seeds()}.
     *
     * @param env the shared services
     * @param counters shared by all nodes
     * @return the feature
     */
    public static RateLimits on(Environment env, CounterStore counters) {
        return on(env, counters, Policies.seeds());
    }

    /**
     * Makes the feature.
     *
     * @param env the shared services
     * @param counters shared by all nodes
     * @param policies the limits of each tier; give them to {@code Environment.builder(...).limits(...)} too, for the pages
     *     that tell them
     * @return the feature
     */
    public static RateLimits on(Environment env, CounterStore counters, Policies policies) {
        PlatformClock clock = env.clock();
        return new RateLimits(Contribution.builder()
                .addCallPolicy(new TierPolicy(TierRateLimiter.with(counters, policies, clock)))
                .addPlanLimits(policies)
                .addJobs(PurgeJob.of("counter-purge", clock, counters::purge).onOneNode())
                .build());
    }

    @Override
    public String name() {
        return "rate limits";
    }

    @Override
    public Contribution contribution() {
        return contribution;
    }

    private record TierPolicy(TierRateLimiter limiter) implements CallPolicy {

        @Override
        public Verdict check(ApiCall call) {
            LimitDecision decision =
                    limiter.decide(call.caller().company(), call.caller().app(), call.tier(), call.cost());
            return decision.allowed()
                    ? new Allowed(LimitFields.of(decision.judgement()), decision::end)
                    : new Denied(LimitFields.problem(decision.judgement(), call.cost()));
        }
    }
}
