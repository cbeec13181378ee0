package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node admitted by itself while the counters were unavailable. Thread-safe; one lock, which calls meet only then.
 *
 * <p>A count is kept until its window expires, so that an outage that comes and goes gives a node's share once. What was not
 * reported yet is handed out once.
 */
final class LocalCounts {

    private final int mostCounters;
    private final Map<CounterWindow, Count> counts = new HashMap<>();
    private volatile int unreported;

    /**
     * Makes empty counts.
     *
     * @param mostCounters how many counters are kept; beyond it calls are refused, or admitted uncounted
     */
    LocalCounts(int mostCounters) {
        this.mostCounters = mostCounters;
    }

    /** Counts a call of which all is admitted; what there is no room for is not counted. */
    synchronized PermitResult admit(PermitWish wish, Instant now) {
        List<Long> used = new ArrayList<>();
        for (CounterLimit limit : wish.limits()) {
            used.add(hasRoom(limit.window(), now) ? count(limit.window(), wish.cost()) : wish.cost());
        }
        return new PermitResult(true, used, true);
    }

    /**
     * Counts a call if it fits into this node's share of each of its limits. The result's {@code used} is of the whole limit,
     * so that what remains of it is what remains of the share.
     */
    synchronized PermitResult share(PermitWish wish, int nodes, Instant now) {
        boolean fits = wish.limits().stream()
                .allMatch(limit -> hasRoom(limit.window(), now) && left(limit, nodes) >= wish.cost());
        if (fits) {
            wish.limits().forEach(limit -> count(limit.window(), wish.cost()));
        }
        List<Long> used = wish.limits().stream()
                .map(limit -> limit.limit() - Math.max(0, left(limit, nodes)))
                .toList();
        return new PermitResult(fits, used, true);
    }

    /** Whether anything waits to be reported. Reads no lock. */
    boolean hasUnreported() {
        return unreported > 0;
    }

    /** Hands out how many permits of a counter were not reported, once; 0 if its window expired. */
    synchronized long handOut(CounterWindow window, Instant now) {
        Count count = counts.get(window);
        if (count == null || count.unreported == 0) {
            return 0;
        }
        long permits = window.expiresAt().isAfter(now) ? count.unreported : 0;
        count.unreported = 0;
        unreported--;
        return permits;
    }

    /** Some of the counters that wait to be reported; forgets those that expired. */
    synchronized List<CounterWindow> waiting(int most, Instant now) {
        forgetExpired(now);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().unreported > 0)
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private long left(CounterLimit limit, int nodes) {
        Count count = counts.get(limit.window());
        long share = limit.limit() / nodes + (limit.limit() % nodes == 0 ? 0 : 1);
        return share - (count == null ? 0 : count.admitted);
    }

    private long count(CounterWindow window, int cost) {
        Count count = counts.computeIfAbsent(window, unused -> new Count());
        unreported += count.unreported == 0 ? 1 : 0;
        count.admitted += cost;
        count.unreported += cost;
        return count.admitted;
    }

    private boolean hasRoom(CounterWindow window, Instant now) {
        if (counts.size() >= mostCounters && !counts.containsKey(window)) {
            forgetExpired(now);
        }
        return counts.size() < mostCounters || counts.containsKey(window);
    }

    private void forgetExpired(Instant now) {
        counts.keySet().removeIf(window -> !window.expiresAt().isAfter(now));
        unreported = (int)
                counts.values().stream().filter(count -> count.unreported > 0).count();
    }

    private static final class Count {

        private long admitted;
        private long unreported;
    }
}
