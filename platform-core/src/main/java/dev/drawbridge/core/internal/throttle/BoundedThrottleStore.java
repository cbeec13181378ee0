package dev.drawbridge.core.internal.throttle;

import dev.drawbridge.core.spi.store.ThrottleStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps attempts of this node in memory, for keys that strangers can make up: a flood of them leaves no row. Of more than
 * the most keys those that were tried the longest ago are forgotten. Thread-safe.
 */
public final class BoundedThrottleStore implements ThrottleStore {

    private final Map<String, Kept> byKey;

    /**
     * Makes a store without attempts.
     *
     * @param mostKeys how many keys are told apart
     */
    public BoundedThrottleStore(int mostKeys) {
        this.byKey = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > mostKeys;
            }
        };
    }

    @Override
    public synchronized Outcome attempt(String key, int limit, Instant windowStart, Instant now, Instant expiresAt) {
        Kept kept = byKey.computeIfAbsent(key, unknown -> new Kept());
        Deque<Instant> times = kept.times;
        while (!times.isEmpty() && !times.getFirst().isAfter(windowStart)) {
            times.removeFirst();
        }
        if (times.size() >= limit) {
            return new Outcome(false, times.isEmpty() ? now : times.getFirst());
        }
        times.addLast(now);
        kept.expiresAt = expiresAt;
        return new Outcome(true, now);
    }

    @Override
    public synchronized void clear(String key) {
        byKey.remove(key);
    }

    @Override
    public synchronized int purge(Instant before, int limit) {
        int removed = 0;
        Iterator<Kept> kept = byKey.values().iterator();
        while (kept.hasNext() && removed < limit) {
            if (kept.next().expiresAt.isBefore(before)) {
                kept.remove();
                removed++;
            }
        }
        return removed;
    }

    private static final class Kept {

        private final Deque<Instant> times = new ArrayDeque<>();
        private Instant expiresAt = Instant.EPOCH;
    }
}
