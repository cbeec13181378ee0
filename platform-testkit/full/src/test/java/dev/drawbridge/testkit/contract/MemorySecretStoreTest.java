package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.oauth.SecretStoreContract;

class MemorySecretStoreTest extends SecretStoreContract {

    private final MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
    private final SecretStore store = MemoryOAuthStores.on(core.transactions()).secrets();

    @Override
    protected CoreStores core() {
        return core;
    }

    @Override
    protected SecretStore store() {
        return store;
    }
}
