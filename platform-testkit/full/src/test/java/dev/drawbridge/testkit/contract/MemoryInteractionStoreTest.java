package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.testkit.oauth.InteractionStoreContract;

class MemoryInteractionStoreTest extends InteractionStoreContract {

    private final InteractionStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).interactions();

    @Override
    protected InteractionStore store() {
        return store;
    }
}
