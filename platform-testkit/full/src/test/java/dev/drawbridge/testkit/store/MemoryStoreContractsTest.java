package dev.drawbridge.testkit.store;

import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.ratelimit.MemoryLimitStores;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.spi.WebhookStores;

/** All contracts in memory: the second witness of what the databases must do. */
class MemoryStoreContractsTest extends AllStoreContracts {

    private final MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
    private final AccountStores accounts = MemoryAccountStores.on(core.transactions());
    private final OAuthStores oauth = MemoryOAuthStores.on(core.transactions());
    private final WebhookStores webhooks = MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants());
    private final LimitStores limits = MemoryLimitStores.on(core.transactions(), core.grants());

    @Override
    protected CoreStores coreStores() {
        return core;
    }

    @Override
    protected AccountStores accountStores() {
        return accounts;
    }

    @Override
    protected OAuthStores oauthStores() {
        return oauth;
    }

    @Override
    protected WebhookStores webhookStores() {
        return webhooks;
    }

    @Override
    protected CounterStore counterStore() {
        return limits.counters();
    }

    @Override
    protected LimitStores limitStores() {
        return limits;
    }
}
