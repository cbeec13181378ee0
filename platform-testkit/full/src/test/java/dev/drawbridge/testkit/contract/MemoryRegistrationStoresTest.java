package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.RegistrationStoresContract;

class MemoryRegistrationStoresTest extends RegistrationStoresContract {

    private final OAuthStores stores = MemoryOAuthStores.on(new MemoryTransactions());

    @Override
    protected OAuthStores stores() {
        return stores;
    }
}
