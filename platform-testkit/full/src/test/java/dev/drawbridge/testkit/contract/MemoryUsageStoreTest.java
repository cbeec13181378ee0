package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.api.MemoryUsageStore;
import dev.drawbridge.core.api.UsageStore;
import dev.drawbridge.core.tx.MemoryTransactions;

class MemoryUsageStoreTest extends UsageStoreContract {

    private final UsageStore store = new MemoryUsageStore(new MemoryTransactions());

    @Override
    protected UsageStore usage() {
        return store;
    }
}
