package dev.drawbridge.ratelimit;

import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in memory, for one process. It takes part in no transaction: a permit is taken for good. Thread-safe. */
public final class MemoryCounterStore implements CounterStore {

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    /** Makes an empty store. */
    public MemoryCounterStore() {}

    @Override
    public OptionalInt take(String key, Instant windowStart, int limit, Instant expiresAt) {
        if (limit <= 0) {
            return OptionalInt.empty();
        }
        // The map runs the function under the key's lock, so what it saw is what it changed.
        boolean[] taken = new boolean[1];
        Counter counter = counters.compute(new Key(key, windowStart), (id, before) -> {
            int used = before == null ? 0 : before.used();
            taken[0] = used < limit;
            return taken[0] || before == null ? new Counter(used + 1, expiresAt) : before;
        });
        return taken[0] ? OptionalInt.of(counter.used()) : OptionalInt.empty();
    }

    @Override
    public int purge(Instant before, int limit) {
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

    private record Key(String key, Instant windowStart) {}

    private record Counter(int used, Instant expiresAt) {}
}
