package dev.drawbridge.jdbi;

import dev.drawbridge.webhooks.store.DeliveryStore;
import dev.drawbridge.webhooks.store.EndpointSecretStore;
import dev.drawbridge.webhooks.store.EndpointStore;
import dev.drawbridge.webhooks.store.LaneStore;
import dev.drawbridge.webhooks.store.OutboxStore;
import dev.drawbridge.webhooks.store.WebhookStores;

/** The stores of webhooks. Thread-safe. */
final class JdbiWebhookStores implements WebhookStores {

    private final EndpointStore endpoints;
    private final EndpointSecretStore secrets;
    private final OutboxStore outbox;
    private final LaneStore lanes;
    private final DeliveryStore deliveries;

    JdbiWebhookStores(JdbiTransactions transactions, Dialect dialect) {
        this.endpoints = new JdbiEndpointStore(transactions);
        this.secrets = new JdbiEndpointSecretStore(transactions);
        this.outbox = new JdbiOutboxStore(transactions, dialect);
        this.lanes = new JdbiLaneStore(transactions, dialect.laneLeases());
        this.deliveries = new JdbiDeliveryStore(transactions);
    }

    @Override
    public EndpointStore endpoints() {
        return endpoints;
    }

    @Override
    public EndpointSecretStore secrets() {
        return secrets;
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
