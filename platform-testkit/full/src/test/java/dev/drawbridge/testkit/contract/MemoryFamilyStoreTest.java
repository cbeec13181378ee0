package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.testkit.oauth.FamilyStoreContract;

class MemoryFamilyStoreTest extends FamilyStoreContract {

    private final FamilyStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).families();

    @Override
    protected FamilyStore store() {
        return store;
    }
}
