package dev.drawbridge.ratelimit;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.internal.LimitObserver;
import dev.drawbridge.ratelimit.internal.QuotaUse;
import dev.drawbridge.ratelimit.internal.ResilientCounter;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One node whose companies are all on one tier, with a clock that tests move. */
final class LimiterScene {

    static final CompanyId COMPANY = new CompanyId("co_1");
    static final CompanyId OTHER_COMPANY = new CompanyId("co_2");
    static final AppId APP = new AppId("app_1");
    static final AppId OTHER_APP = new AppId("app_2");
    static final int NODES = 2;
    static final Tier TIER = new Tier("TIER", 1, true);

    final ManualClock clock = new ManualClock();
    final AtomicInteger statements = new AtomicInteger();
    final List<LimitOverride> overrides = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicBoolean down = new AtomicBoolean();
    final ResilientCounter counter;
    final TierRateLimiter limiter;

    LimiterScene(Limit... limits) {
        Policies policies = Policies.builder().tier(TIER.code(), limits).build();
        CounterStore counters = new Counted(new MemoryCounterStore(), statements, down);
        counter = new ResilientCounter(counters, clock, () -> NODES, ResilientCounter.Waits.DEFAULT);
        limiter = TierRateLimiter.observed(
                counter,
                policies,
                clock,
                company -> overrides.stream()
                        .filter(override -> override.company().equals(company))
                        .toList(),
                new Heard(heard));
    }

    LimitDecision call() {
        return call(1);
    }

    LimitDecision call(int cost) {
        return limiter.decide(COMPANY, APP, TIER, cost);
    }

    LimitDecision call(CompanyId company, AppId app) {
        return limiter.decide(company, app, TIER, 1);
    }

    /** How many of so many calls, which never end, are admitted. */
    int admitted(int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += call().allowed() ? 1 : 0;
        }
        return admitted;
    }

    /** What remains of a limit, told without taking anything. */
    long remaining(String limit) {
        return status(call(0), limit).remaining();
    }

    static LimitStatus status(LimitDecision decision, String limit) {
        return decision.limits().stream()
                .filter(status -> status.name().equals(limit))
                .findFirst()
                .orElseThrow();
    }

    private record Heard(List<String> events) implements LimitObserver {

        @Override
        public void approached(QuotaUse use) {
            events.add("approached " + use.limit() + " " + use.used() + "/" + use.quota());
        }

        @Override
        public void refused(QuotaUse use) {
            events.add("refused " + use.limit() + " " + use.used() + "/" + use.quota());
        }

        @Override
        public void wouldDeny(CompanyId company, AppId app, String limit) {
            events.add("would deny " + limit);
        }
    }

    /** Counts the statements of a store, which is away while the test says so. */
    private record Counted(CounterStore store, AtomicInteger statements, AtomicBoolean down) implements CounterStore {

        @Override
        public List<CounterResult> take(List<CounterDemand> demands) {
            requireUp();
            return store.take(demands);
        }

        @Override
        public void add(CounterWindow window, long permits) {
            requireUp();
            store.add(window, permits);
        }

        @Override
        public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
            requireUp();
            return store.used(windows);
        }

        @Override
        public int purge(Instant before, int limit) {
            return store.purge(before, limit);
        }

        private void requireUp() {
            statements.incrementAndGet();
            if (down.get()) {
                throw new StoreUnavailableException("The test's counters are down", new IllegalStateException());
            }
        }
    }
}
