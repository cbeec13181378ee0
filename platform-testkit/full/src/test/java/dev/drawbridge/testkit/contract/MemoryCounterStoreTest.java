package dev.drawbridge.testkit.contract;

import dev.drawbridge.ratelimit.store.CounterStore;
import dev.drawbridge.ratelimit.store.MemoryCounterStore;
import dev.drawbridge.testkit.ratelimit.CounterStoreContract;

class MemoryCounterStoreTest extends CounterStoreContract {

    private final CounterStore store = new MemoryCounterStore();

    @Override
    protected CounterStore counters() {
        return store;
    }
}
