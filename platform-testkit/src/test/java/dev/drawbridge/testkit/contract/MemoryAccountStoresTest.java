package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MemoryAccountStores;
import dev.drawbridge.core.tx.MemoryTransactions;

class MemoryAccountStoresTest extends AccountStoresContract {

    private final AccountStores stores = MemoryAccountStores.on(new MemoryTransactions());

    @Override
    protected AccountStores stores() {
        return stores;
    }
}
