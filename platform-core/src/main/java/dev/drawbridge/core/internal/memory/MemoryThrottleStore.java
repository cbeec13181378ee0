package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.store.ThrottleStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Keeps attempts in memory. Thread-safe. */
public final class MemoryThrottleStore implements ThrottleStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Attempts> byKey;

    /**
     * Makes a store without attempts.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryThrottleStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.byKey = transactions.table();
    }

    @Override
    public Outcome attempt(String key, int limit, Instant windowStart, Instant now, Instant expiresAt) {
        return transactions.inTransaction(() -> {
            List<Instant> counting = byKey.find(key).map(Attempts::times).orElse(List.of()).stream()
                    .filter(windowStart::isBefore)
                    .toList();
            if (counting.size() >= limit) {
                return new Outcome(false, counting.isEmpty() ? now : counting.get(0));
            }
            List<Instant> times =
                    Stream.concat(counting.stream(), Stream.of(now)).sorted().toList();
            byKey.put(key, new Attempts(times, expiresAt));
            return new Outcome(true, now);
        });
    }

    @Override
    public void clear(String key) {
        byKey.remove(key);
    }

    @Override
    public int purge(Instant before, int limit) {
        return byKey.removeIf(attempts -> attempts.expiresAt.isBefore(before), limit);
    }

    /** The attempts of one key, oldest first. */
    private record Attempts(List<Instant> times, Instant expiresAt) {}
}
