package dev.drawbridge.ratelimit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.ApiCall;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.internal.QuotaHeaders;
import dev.drawbridge.ratelimit.spi.CounterStore;

/**
 * Limits API calls to what the plan of the caller's company allows per hour ({@link Tier#requestsPerHour()}). Immutable and
 * thread-safe.
 *
 * <p>Every judged call carries {@code RateLimit-Policy} and {@code RateLimit}; a call beyond the limit gets 429
 * {@code quota_exceeded} and {@code Retry-After}, and takes no permit. Calls that get 403 or 404 afterwards
 * have taken theirs. If the store does not respond, calls get 503.
 */
public final class RateLimits implements Feature {

    private final Contribution contribution;

    private RateLimits(Contribution contribution) {
        this.contribution = contribution;
    }

    /**
     * Makes the feature.
     *
     * @param env the shared services
     * @param counters shared by all nodes
     * @return the feature
     */
    public static RateLimits on(Environment env, CounterStore counters) {
        PlatformClock clock = env.clock();
        return new RateLimits(Contribution.builder()
                .addCallPolicy(new HourlyQuota(TierRateLimiter.with(counters, clock)))
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

    private record HourlyQuota(TierRateLimiter limiter) implements CallPolicy {

        @Override
        public Verdict check(ApiCall call) {
            QuotaDecision decision = limiter.decide(call.caller().company(), call.tier());
            return decision.allowed()
                    ? new Allowed(QuotaHeaders.of(decision))
                    : new Denied(QuotaHeaders.problem(decision));
        }
    }
}
