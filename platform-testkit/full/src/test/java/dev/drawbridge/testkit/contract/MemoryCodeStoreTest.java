package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.testkit.oauth.CodeStoreContract;

class MemoryCodeStoreTest extends CodeStoreContract {

    private final CodeStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).codes();

    @Override
    protected CodeStore store() {
        return store;
    }
}
