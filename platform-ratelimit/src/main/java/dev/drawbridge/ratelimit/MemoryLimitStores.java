package dev.drawbridge.ratelimit;

import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.ratelimit.internal.memory.MemoryLimitEventStore;
import dev.drawbridge.ratelimit.internal.memory.MemoryOverrideStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.ratelimit.spi.OverrideStore;

/** Keeps everything about limits in memory, for tests and development. Thread-safe. */
public final class MemoryLimitStores implements LimitStores {

    private final CounterStore counters = new MemoryCounterStore();
    private final OverrideStore overrides;
    private final LimitEventStore events;

    private MemoryLimitStores(MemoryTransactions transactions, Grants grants) {
        this.overrides = new MemoryOverrideStore(transactions);
        this.events = new MemoryLimitEventStore(transactions, grants);
    }

    /**
     * Makes empty stores.
     *
     * @param transactions of the core's stores
     * @param grants of the core's stores
     * @return the stores
     */
    public static MemoryLimitStores on(MemoryTransactions transactions, Grants grants) {
        return new MemoryLimitStores(transactions, grants);
    }

    @Override
    public CounterStore counters() {
        return counters;
    }

    @Override
    public OverrideStore overrides() {
        return overrides;
    }

    @Override
    public LimitEventStore events() {
        return events;
    }
}
