package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.testkit.webhooks.WebhookTurnsContract;
import dev.drawbridge.webhooks.store.MemoryWebhookStores;
import dev.drawbridge.webhooks.store.WebhookStores;

class MemoryWebhookTurnsTest extends WebhookTurnsContract {

    private final MemoryCoreStores core = new MemoryCoreStores();
    private final WebhookStores webhooks = MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants());

    @Override
    protected CoreStores core() {
        return core;
    }

    @Override
    protected WebhookStores webhooks() {
        return webhooks;
    }
}
