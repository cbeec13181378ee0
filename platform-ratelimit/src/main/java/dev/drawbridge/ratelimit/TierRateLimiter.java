package dev.drawbridge.ratelimit;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.internal.EffectiveQuotas;
import dev.drawbridge.ratelimit.internal.Judgement;
import dev.drawbridge.ratelimit.internal.LimitObserver;
import dev.drawbridge.ratelimit.internal.LimitedCall;
import dev.drawbridge.ratelimit.internal.LocalGate;
import dev.drawbridge.ratelimit.internal.LocalGates;
import dev.drawbridge.ratelimit.internal.QuotaGate;
import dev.drawbridge.ratelimit.internal.ResilientCounter;
import dev.drawbridge.ratelimit.internal.TierTerms;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Decides on calls by the limits of their company's tier. Quotas are exact, over all nodes. It knows nothing of HTTP.
 * Thread-safe.
 *
 * <p>A call takes permits of all its quotas or of none. While one statement of this node is at the store, further calls wait,
 * and the next statement takes the permits of all of them. A refusal is remembered here until the window ends or the limit
 * rises. A change of tier keeps what is used: after an upgrade from 100 to 500 with 100 used, 400 remain; after a downgrade
 * nothing remains, and the window ends when it would have ended.
 *
 * <p>Limits of bursts and of concurrent calls are counted by each node for itself and are asked first; a call that a quota
 * refuses gives back what it took of them.
 */
public final class TierRateLimiter {

    private static final int ONE_NODE = 1;

    private final PlatformClock clock;
    private final EffectiveQuotas quotas;
    private final LocalGates gates;
    private final QuotaGate gate;

    private TierRateLimiter(
            ResilientCounter counters,
            Policies policies,
            PlatformClock clock,
            Function<CompanyId, List<LimitOverride>> overrides,
            LimitObserver observer) {
        this.clock = clock;
        this.quotas = new EffectiveQuotas(overrides);
        this.gates = policies.gates(clock::elapsed);
        this.gate = new QuotaGate(counters, observer);
    }

    /**
     * Makes a limiter without overrides.
     *
     * @param counters shared by all nodes
     * @param policies the limits of each tier
     * @param clock tells the windows, the same on all nodes, and measures elapsed time for bursts
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
     * @param clock tells the windows, the same on all nodes, and measures elapsed time for bursts
     * @param overrides the limits that hold for a company in place of the tier's; asked for every call, so it does not block
     * @return the limiter
     */
    public static TierRateLimiter with(
            CounterStore counters,
            Policies policies,
            PlatformClock clock,
            Function<CompanyId, List<LimitOverride>> overrides) {
        ResilientCounter alone = new ResilientCounter(counters, clock, () -> ONE_NODE, ResilientCounter.Waits.DEFAULT);
        return observed(alone, policies, clock, overrides, LimitObserver.NONE);
    }

    /** Makes a limiter whose decisions are heard. */
    static TierRateLimiter observed(
            ResilientCounter counters,
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
     * @return the decision; {@link LimitDecision#end} must follow when an admitted call ended
     * @throws IllegalArgumentException if the cost is negative
     * @throws StoreUnavailableException if the store does not respond and the mode of the quotas is {@link OutageMode#CLOSED}; no
     *     permit is granted then
     */
    public LimitDecision decide(CompanyId company, AppId app, Tier tier, int cost) {
        if (cost < 0) {
            throw new IllegalArgumentException("A call costs 0 permits or more: " + cost);
        }
        LocalGate own = gates.of(tier);
        TierTerms terms = own.terms();
        List<LimitOverride> found = quotas.of(company);
        Instant now = found.isEmpty() && !terms.followsClock() ? Instant.EPOCH : clock.instant();
        LimitedCall call = new LimitedCall(company, app, cost, now);
        Judgement judgement = EffectiveQuotas.begin(terms, call, found);
        gate.refuseEarly(judgement, call);
        if (judgement.allowed()) {
            own.take(judgement, call);
        }
        if (judgement.allowed()) {
            takeQuotas(own, judgement, call);
        }
        gate.tellShadows(judgement, call);
        return new LimitDecision(
                judgement, judgement.allowed() && own.holds(judgement) ? slots(own, judgement, call) : null);
    }

    private void takeQuotas(LocalGate own, Judgement judgement, LimitedCall call) {
        boolean judged = false;
        try {
            gate.take(judgement, call);
            judged = true;
        } finally {
            if (!judged || !judgement.allowed()) {
                own.giveBack(judgement, call);
            }
        }
    }

    private static Runnable slots(LocalGate own, Judgement judgement, LimitedCall call) {
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                own.end(judgement, call);
            }
        };
    }
}
