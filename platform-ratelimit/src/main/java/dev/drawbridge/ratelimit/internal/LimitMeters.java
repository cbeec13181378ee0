package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.internal.metric.Meter;
import dev.drawbridge.core.internal.metric.MeterFamily;
import dev.drawbridge.core.internal.metric.Meters;

/**
 * Counts what became of calls: {@code dp.limiter.allowed}, and {@code dp.limiter.denied} and {@code dp.limiter.would_deny} with
 * the name of the limit as the tag {@code limit}; {@code dp.limiter.degraded} if the counters were unavailable. Thread-safe.
 */
public final class LimitMeters {

    private static final String LIMIT = "limit";

    private final Meter allowed;
    private final Meter degraded;
    private final MeterFamily denied;
    private final MeterFamily wouldDeny;

    public LimitMeters(Meters meters) {
        this.allowed = meters.meter("dp.limiter.allowed");
        this.degraded = meters.meter("dp.limiter.degraded");
        this.denied = meters.family("dp.limiter.denied", LIMIT);
        this.wouldDeny = meters.family("dp.limiter.would_deny", LIMIT);
    }

    public void count(Judgement judgement) {
        if (judgement.degraded()) {
            degraded.count();
        }
        if (judgement.allowed()) {
            allowed.count();
        }
        for (int i = 0; i < judgement.limits().size(); i++) {
            if (judgement.isViolated(i)) {
                denied.count(judgement.limits().get(i).name());
            } else if (judgement.wouldDeny(i)) {
                wouldDeny.count(judgement.limits().get(i).name());
            }
        }
    }
}
