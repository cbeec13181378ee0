package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.internal.metric.Meter;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures what takes permits: {@code dp.limiter.statement} is how long each statement took, by its outcome, and {@code
 * dp.limiter.statement.calls} how many calls all statements served, so that the quotient is how many share one. Thread-safe.
 */
public final class MeasuredCounters implements CounterStore {

    private static final String STATEMENT = "dp.limiter.statement";
    private static final String OUTCOME = "outcome";

    private final CounterStore store;
    private final PlatformClock clock;
    private final Meter succeeded;
    private final Meter failed;
    private final Meter calls;

    public MeasuredCounters(CounterStore store, PlatformClock clock, Meters meters) {
        this.store = store;
        this.clock = clock;
        this.succeeded = meters.meter(STATEMENT, OUTCOME, "ok");
        this.failed = meters.meter(STATEMENT, OUTCOME, "failed");
        this.calls = meters.meter(STATEMENT + ".calls");
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        long start = clock.elapsed();
        Meter outcome = failed;
        try {
            List<CounterResult> results = store.take(demands);
            outcome = succeeded;
            return results;
        } finally {
            outcome.time(clock.elapsed() - start);
            calls.count(callsOf(demands));
        }
    }

    private static long callsOf(List<CounterDemand> demands) {
        long sum = 0;
        for (CounterDemand demand : demands) {
            sum += demand.calls();
        }
        return sum;
    }

    @Override
    public void add(CounterWindow window, long permits) {
        store.add(window, permits);
    }

    @Override
    public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        return store.used(windows);
    }

    @Override
    public int purge(Instant before, int limit) {
        return store.purge(before, limit);
    }
}
