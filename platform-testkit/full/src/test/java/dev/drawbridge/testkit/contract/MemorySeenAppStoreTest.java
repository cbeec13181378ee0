package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.SeenAppStore;
import dev.drawbridge.testkit.oauth.SeenAppStoreContract;

class MemorySeenAppStoreTest extends SeenAppStoreContract {

    private final SeenAppStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).seenApps();

    @Override
    protected SeenAppStore store() {
        return store;
    }
}
