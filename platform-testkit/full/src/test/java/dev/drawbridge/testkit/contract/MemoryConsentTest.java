package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MemoryAccountStores;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.ConsentContract;

class MemoryConsentTest extends ConsentContract {

    private final MemoryCoreStores core = new MemoryCoreStores();
    private final OAuthStores oauth = MemoryOAuthStores.on(core.transactions());

    @Override
    protected AccountStores accounts() {
        return MemoryAccountStores.on(core.transactions());
    }

    @Override
    protected CoreStores core() {
        return core;
    }

    @Override
    protected OAuthStores oauth() {
        return oauth;
    }
}
