package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.testkit.oauth.InstallationStoreContract;

class MemoryInstallationStoreTest extends InstallationStoreContract {

    private final InstallationStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).installations();

    @Override
    protected InstallationStore store() {
        return store;
    }
}
