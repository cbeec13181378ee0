package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.store.ReplayStore;
import java.time.Instant;

/** Remembers in memory what was used. Thread-safe. */
public final class MemoryReplayStore implements ReplayStore {

    private final MemoryTable<Use, Instant> uses;

    /**
     * Makes a store that remembers nothing yet.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryReplayStore(MemoryTransactions transactions) {
        this.uses = transactions.table();
    }

    @Override
    public boolean firstUse(String space, String key, Instant expiresAt) {
        return uses.insert(new Use(space, key), expiresAt);
    }

    @Override
    public int purge(Instant before, int limit) {
        return uses.removeIf(expiresAt -> expiresAt.isBefore(before), limit);
    }

    private record Use(String space, String key) {}
}
