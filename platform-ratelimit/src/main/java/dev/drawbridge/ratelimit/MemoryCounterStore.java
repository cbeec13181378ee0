package dev.drawbridge.ratelimit;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts in memory, for one process. It takes part in no transaction: a permit is taken for good. Thread-safe. */
public final class MemoryCounterStore implements CounterStore {

    private final Map<CounterWindow, Counter> counters = new HashMap<>();

    /** Makes an empty store. */
    public MemoryCounterStore() {}

    @Override
    public synchronized List<CounterResult> take(List<CounterDemand> demands) {
        List<CounterResult> results = new ArrayList<>(demands.size());
        for (CounterDemand demand : demands) {
            results.add(take(demand));
        }
        return results;
    }

    private CounterResult take(CounterDemand demand) {
        List<Counter> taken = new ArrayList<>(demand.limits().size());
        List<Long> used = new ArrayList<>(demand.limits().size());
        for (CounterLimit limit : demand.limits()) {
            Counter counter = counter(limit.window());
            taken.add(counter);
            used.add(counter.used);
        }
        int granted = demand.grantedAfter(used);
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).used += (long) granted * demand.cost();
            used.set(i, taken.get(i).used);
        }
        return new CounterResult(granted, used);
    }

    private Counter counter(CounterWindow window) {
        return counters.computeIfAbsent(window, Counter::new);
    }

    @Override
    public synchronized void add(CounterWindow window, long permits) {
        counter(window).used += permits;
    }

    @Override
    public synchronized Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        Map<CounterWindow, Long> used = new HashMap<>();
        for (CounterWindow window : windows) {
            Counter counter = counters.get(window);
            if (counter != null && counter.used > 0) {
                used.put(window, counter.used);
            }
        }
        return used;
    }

    @Override
    public synchronized int purge(Instant before, int limit) {
        int deleted = 0;
        Iterator<Counter> all = counters.values().iterator();
        while (deleted < limit && all.hasNext()) {
            if (all.next().expiresAt.isBefore(before)) {
                all.remove();
                deleted++;
            }
        }
        return deleted;
    }

    private static final class Counter {

        private final Instant expiresAt;
        private long used;

        Counter(CounterWindow window) {
            this.expiresAt = window.expiresAt();
        }
    }
}
