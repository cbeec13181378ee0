package dev.drawbridge.webhooks;

import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.webhooks.internal.memory.MemoryDeliveryStore;
import dev.drawbridge.webhooks.internal.memory.MemoryEndpointStore;
import dev.drawbridge.webhooks.internal.memory.MemoryLaneStore;
import dev.drawbridge.webhooks.internal.memory.MemoryOutboxStore;
import dev.drawbridge.webhooks.internal.memory.MemoryTables;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneStore;
import dev.drawbridge.webhooks.spi.OutboxStore;
import dev.drawbridge.webhooks.spi.WebhookStores;

/** Keeps webhooks in memory, for tests and development. Thread-safe. */
public final class MemoryWebhookStores implements WebhookStores {

    private final MemoryEndpointStore endpoints;
    private final MemoryOutboxStore outbox;
    private final MemoryLaneStore lanes;
    private final MemoryDeliveryStore deliveries;

    private MemoryWebhookStores(MemoryTables tables) {
        this.endpoints = new MemoryEndpointStore(tables);
        this.outbox = new MemoryOutboxStore(tables);
        this.lanes = new MemoryLaneStore(tables);
        this.deliveries = new MemoryDeliveryStore(tables);
    }

    /**
     * Makes empty stores.
     *
     * @param transactions of the core's stores
     * @param apps of the core's stores
     * @param grants of the core's stores
     * @return the stores
     */
    public static MemoryWebhookStores on(MemoryTransactions transactions, Apps apps, Grants grants) {
        return new MemoryWebhookStores(new MemoryTables(transactions, apps, grants));
    }

    @Override
    public EndpointStore endpoints() {
        return endpoints;
    }

    @Override
    public EndpointSecretStore secrets() {
        return endpoints;
    }

    @Override
    public OutboxStore outbox() {
        return outbox;
    }

    @Override
    public LaneStore lanes() {
        return lanes;
    }

    @Override
    public DeliveryStore deliveries() {
        return deliveries;
    }
}
