package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.testkit.webhooks.WebhookLaneContract;
import dev.drawbridge.webhooks.store.MemoryWebhookStores;
import dev.drawbridge.webhooks.store.WebhookStores;

class MemoryWebhookLaneTest extends WebhookLaneContract {

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
