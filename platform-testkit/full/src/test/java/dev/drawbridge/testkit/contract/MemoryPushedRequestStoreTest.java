package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.PushedRequestStore;
import dev.drawbridge.testkit.oauth.PushedRequestStoreContract;

class MemoryPushedRequestStoreTest extends PushedRequestStoreContract {

    private final PushedRequestStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).pushedRequests();

    @Override
    protected PushedRequestStore store() {
        return store;
    }
}
