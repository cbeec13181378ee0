package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.core.usage.MemoryUsageStore;
import dev.drawbridge.core.usage.UsageStore;

class MemoryUsageStoreTest extends UsageStoreContract {

    private final UsageStore store = new MemoryUsageStore(new MemoryTransactions());

    @Override
    protected UsageStore usage() {
        return store;
    }
}
