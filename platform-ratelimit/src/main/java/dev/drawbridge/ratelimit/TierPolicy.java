package dev.drawbridge.ratelimit;

import dev.drawbridge.core.spi.ApiCall;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.ratelimit.internal.LimitFields;
import dev.drawbridge.ratelimit.internal.LimitMeters;

/**
 * Judges calls to the host's API by the limits of their company's tier.
 *
 * @param limiter judges
 * @param meters counts what became of calls
 */
record TierPolicy(TierRateLimiter limiter, LimitMeters meters) implements CallPolicy {

    @Override
    public Verdict check(ApiCall call) {
        LimitDecision decision =
                limiter.decide(call.caller().company(), call.caller().app(), call.tier(), call.cost());
        meters.count(decision.judgement());
        return decision.allowed()
                ? new Allowed(LimitFields.of(decision.judgement()), decision::end)
                : new Denied(LimitFields.problem(decision.judgement(), call.cost()));
    }
}
