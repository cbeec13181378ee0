package dev.drawbridge.ratelimit;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterSheet;
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
        List<CounterResult> results = new ArrayList<>();
        for (CounterDemand demand : demands) {
            List<CounterWindow> windows =
                    demand.limits().stream().map(CounterLimit::window).toList();
            CounterSheet sheet = new CounterSheet(used(Set.copyOf(windows)));
            results.add(sheet.decide(demand));
            windows.forEach(window -> counters.put(window, new Counter(sheet.usedOf(window), window.expiresAt())));
        }
        return results;
    }

    @Override
    public synchronized void add(CounterWindow window, long permits) {
        counters.merge(
                window,
                new Counter(permits, window.expiresAt()),
                (before, added) -> new Counter(before.used() + added.used(), before.expiresAt()));
    }

    @Override
    public synchronized Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        Map<CounterWindow, Long> used = new HashMap<>();
        for (CounterWindow window : windows) {
            Counter counter = counters.get(window);
            if (counter != null && counter.used() > 0) {
                used.put(window, counter.used());
            }
        }
        return used;
    }

    @Override
    public synchronized int purge(Instant before, int limit) {
        int deleted = 0;
        Iterator<Counter> all = counters.values().iterator();
        while (deleted < limit && all.hasNext()) {
            if (all.next().expiresAt().isBefore(before)) {
                all.remove();
                deleted++;
            }
        }
        return deleted;
    }

    private record Counter(long used, Instant expiresAt) {}
}
