package dev.drawbridge.ratelimit;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.internal.CombiningCounter;
import dev.drawbridge.ratelimit.internal.EffectiveQuotas;
import dev.drawbridge.ratelimit.internal.Judgement;
import dev.drawbridge.ratelimit.internal.LimitObserver;
import dev.drawbridge.ratelimit.internal.QuotaGate;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Decides on calls by the limits of their company's tier. Quotas are exact, over all nodes. It knows nothing of HTTP.
 * Thread-safe.
 *
 * <p>A call takes permits of all its quotas or of none. While one statement of this node is at the store, further calls wait,
 * and the next statement takes the permits of all of them. A refusal is remembered here until the window ends or the limit
 * rises. A change of tier keeps what is used: after an upgrade from 100 to 500 with 100 used, 400 remain; after a downgrade
 * nothing remains, and the window ends when it would have ended.
 */
public final class TierRateLimiter {

    /** More calls than a node has threads for. */
    private static final int MOST_WAITING = 10_000;

    /** Longer than the store's own limit for a statement, which names the cause. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Policies policies;
    private final PlatformClock clock;
    private final EffectiveQuotas quotas;
    private final QuotaGate gate;

    private TierRateLimiter(
            CounterStore counters,
            Policies policies,
            PlatformClock clock,
            Function<CompanyId, List<LimitOverride>> overrides,
            LimitObserver observer) {
        this.policies = policies;
        this.clock = clock;
        this.quotas = new EffectiveQuotas(overrides);
        this.gate = new QuotaGate(new CombiningCounter(counters, MOST_WAITING, PATIENCE), counters, observer);
    }

    /**
     * Makes a limiter without overrides.
     *
     * @param counters shared by all nodes
     * @param policies the limits of each tier
     * @param clock tells the windows, the same on all nodes
     * @return the limiter
     */
    public static TierRateLimiter with(CounterStore counters, Policies policies, PlatformClock clock) {
        return with(counters, policies, clock, company -> List.of());
    }

    /**
     * Makes a limiter.
     *
     * @param counters shared by all nodes
     * @param policies the limits of each tier
     * @param clock tells the windows, the same on all nodes
     * @param overrides the limits that hold for a company in place of the tier's; asked for every call, so it does not block
     * @return the limiter
     */
    public static TierRateLimiter with(
            CounterStore counters,
            Policies policies,
            PlatformClock clock,
            Function<CompanyId, List<LimitOverride>> overrides) {
        return new TierRateLimiter(counters, policies, clock, overrides, LimitObserver.NONE);
    }

    /** Makes a limiter whose decisions are heard. */
    static TierRateLimiter observed(
            CounterStore counters,
            Policies policies,
            PlatformClock clock,
            Function<CompanyId, List<LimitOverride>> overrides,
            LimitObserver observer) {
        return new TierRateLimiter(counters, policies, clock, overrides, observer);
    }

    /**
     * Takes the permits of a call, if there are enough of all its limits.
     *
     * @param company whose
     * @param app the app that calls
     * @param tier the company's tier now
     * @param cost how many permits of each quota; 0 takes none, and is refused all the same when none is left
     * @return the decision
     * @throws IllegalArgumentException if the cost is negative
     * @throws StoreUnavailableException if the store does not respond; no permit is granted then
     */
    public LimitDecision decide(CompanyId company, AppId app, Tier tier, int cost) {
        if (cost < 0) {
            throw new IllegalArgumentException("A call costs 0 permits or more: " + cost);
        }
        QuotaGate.Call call = new QuotaGate.Call(company, app, cost, clock.instant());
        Judgement judgement = quotas.begin(policies.terms(tier), call);
        gate.refuseEarly(judgement, call);
        if (judgement.allowed()) {
            gate.take(judgement, call);
        }
        return new LimitDecision(judgement);
    }
}
