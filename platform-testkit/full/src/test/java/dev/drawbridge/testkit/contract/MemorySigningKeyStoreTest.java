package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.SigningKeyStore;
import dev.drawbridge.testkit.oauth.SigningKeyStoreContract;

class MemorySigningKeyStoreTest extends SigningKeyStoreContract {

    private final SigningKeyStore store =
            MemoryOAuthStores.on(new MemoryTransactions()).keys();

    @Override
    protected SigningKeyStore store() {
        return store;
    }
}
