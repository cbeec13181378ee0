package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MemoryAccountStores;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.testkit.SettableClock;

class MemoryAccountStoresTest extends AccountStoresContract {

    private final MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
    private final AccountStores stores = MemoryAccountStores.on(core.transactions());

    @Override
    protected CoreStores core() {
        return core;
    }

    @Override
    protected AccountStores stores() {
        return stores;
    }
}
