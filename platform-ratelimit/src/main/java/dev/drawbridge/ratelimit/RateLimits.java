package dev.drawbridge.ratelimit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.ratelimit.spi.LimitStores;

/**
 * Limits API calls to what the policies of the plan of the caller's company allow. Immutable and thread-safe.
 *
 * <p>Every judged call carries {@code RateLimit-Policy} and {@code RateLimit}; a call beyond a limit gets 429
 * {@code quota_exceeded} and {@code Retry-After}, and takes no permit. Calls that get 403 or 404 afterwards
 * have taken theirs. If the counters do not respond, calls get 503, unless {@link Limit#onOutage} says otherwise.
 */
public final class RateLimits implements Feature {

    private final LimitOverrides overrides;
    private final Contribution contribution;

    RateLimits(LimitOverrides overrides, Contribution contribution) {
        this.overrides = overrides;
        this.contribution = contribution;
    }

    /**
     * Makes the feature with {@link Policies#seeds()}.
     *
     * @param env the shared services
     * @param stores of the limiter, shared by all nodes
     * @return the feature
     */
    public static RateLimits on(Environment env, LimitStores stores) {
        return on(env, stores, Policies.seeds());
    }

    /**
     * Makes the feature.
     *
     * @param env the shared services
     * @param stores of the limiter, shared by all nodes
     * @param policies the limits of each tier; give them to {@code Environment.builder(...).limits(...)} too, for the pages
     *     that tell them
     * @return the feature
     */
    public static RateLimits on(Environment env, LimitStores stores, Policies policies) {
        return new RateLimitsWiring(CoreServices.of(env), stores, policies).feature();
    }

    /**
     * Returns what gives single companies other limits than their tier has.
     *
     * @return the same instance every time
     */
    public LimitOverrides overrides() {
        return overrides;
    }

    @Override
    public String name() {
        return "rate limits";
    }

    @Override
    public Contribution contribution() {
        return contribution;
    }
}
