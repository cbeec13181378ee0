package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.oauth.TokenContract;

class MemoryTokenTest extends TokenContract {

    private final MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
    private final OAuthStores oauth = MemoryOAuthStores.on(core.transactions());

    @Override
    protected CoreStores core(SettableClock settable) {
        return core;
    }

    @Override
    protected OAuthStores oauth() {
        return oauth;
    }
}
