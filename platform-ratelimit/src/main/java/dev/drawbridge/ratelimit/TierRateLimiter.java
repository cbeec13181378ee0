package dev.drawbridge.ratelimit;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.internal.CombiningCounter;
import dev.drawbridge.ratelimit.internal.FixedWindow;
import dev.drawbridge.ratelimit.internal.PermitResult;
import dev.drawbridge.ratelimit.internal.PermitWish;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits each company to the calls per clock hour that its tier allows, exactly and over all nodes. It knows nothing of HTTP.
 * Thread-safe.
 *
 * <p>While one statement of this node is at the store, further calls wait, and the next statement takes the permits of all of
 * them. A refusal is remembered here until the hour ends or the tier allows more.
 * A change of tier keeps what is used: after an upgrade from 100 to 500 with 100 used, 400 remain; after a downgrade nothing
 * remains, and the hour ends when it would have ended.
 */
public final class TierRateLimiter {

    private static final String POLICY = "hour";
    private static final FixedWindow WINDOW = FixedWindow.HOUR;
    private static final int MAX_REFUSALS = 50_000;
    private static final int CALL = 1;

    /** More calls than a node has threads for. */
    private static final int MOST_WAITING = 10_000;

    /** Longer than the store's own limit for a statement, which names the cause. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CombiningCounter counters;
    private final PlatformClock clock;
    private final Map<CompanyId, Refusal> refusals = new ConcurrentHashMap<>();

    private TierRateLimiter(CounterStore counters, PlatformClock clock) {
        this.counters = new CombiningCounter(counters, MOST_WAITING, PATIENCE);
        this.clock = clock;
    }

    /**
     * Makes a limiter.
     *
     * @param counters shared by all nodes
     * @param clock tells the hour, the same on all nodes
     * @return the limiter
     */
    public static TierRateLimiter with(CounterStore counters, PlatformClock clock) {
        return new TierRateLimiter(counters, clock);
    }

    /**
     * Takes one permit of a company's current hour, if there is one left.
     *
     * @param company whose
     * @param tier the company's tier now
     * @return the decision
     * @throws StoreUnavailableException if the store does not respond; no permit is granted then
     */
    public QuotaDecision decide(CompanyId company, Tier tier) {
        Instant now = clock.instant();
        Instant window = WINDOW.startOf(now);
        int limit = tier.requestsPerHour();
        if (limit == 0 || refused(company, window, limit)) {
            return decision(limit, false, 0, now);
        }
        CounterWindow hour = new CounterWindow(POLICY + ":{" + company.value() + "}", window, expiryOf(now));
        PermitResult permit = counters.take(new PermitWish(List.of(new CounterLimit(hour, limit)), CALL));
        if (!permit.granted()) {
            remember(company, new Refusal(window, limit));
        }
        return decision(
                limit, permit.granted(), (int) Math.max(0, limit - permit.used().get(0)), now);
    }

    private static QuotaDecision decision(int limit, boolean allowed, int remaining, Instant now) {
        return new QuotaDecision(
                new QuotaPolicy(POLICY, limit, WINDOW.length()),
                allowed,
                remaining,
                Duration.ofSeconds(WINDOW.secondsToEnd(now)));
    }

    private boolean refused(CompanyId company, Instant window, int limit) {
        Refusal refusal = refusals.get(company);
        // What a higher limit refused, a lower one refuses too.
        return refusal != null && refusal.window().equals(window) && limit <= refusal.limit();
    }

    private void remember(CompanyId company, Refusal refusal) {
        if (refusals.size() >= MAX_REFUSALS) {
            refusals.values().removeIf(old -> !old.window().equals(refusal.window()));
        }
        if (refusals.size() >= MAX_REFUSALS) {
            refusals.clear();
        }
        refusals.put(company, refusal);
    }

    /** A node whose clock lags may still count in a window that has ended, hence one more length. */
    private static Instant expiryOf(Instant now) {
        return WINDOW.endOf(now).plus(WINDOW.length());
    }

    private record Refusal(Instant window, int limit) {}
}
