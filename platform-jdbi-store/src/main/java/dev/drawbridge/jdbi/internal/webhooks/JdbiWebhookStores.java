package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiOutboxStore;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneStore;
import dev.drawbridge.webhooks.spi.OutboxStore;
import dev.drawbridge.webhooks.spi.WebhookStores;

/** The stores of webhooks. Thread-safe. */
public final class JdbiWebhookStores implements WebhookStores {

    private final EndpointStore endpoints;
    private final EndpointSecretStore secrets;
    private final OutboxStore outbox;
    private final LaneStore lanes;
    private final DeliveryStore deliveries;

    public JdbiWebhookStores(JdbiTransactions transactions, Dialect dialect) {
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
