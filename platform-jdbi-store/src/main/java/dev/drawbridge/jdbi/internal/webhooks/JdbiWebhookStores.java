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
public record JdbiWebhookStores(
        EndpointStore endpoints,
        EndpointSecretStore secrets,
        OutboxStore outbox,
        LaneStore lanes,
        DeliveryStore deliveries)
        implements WebhookStores {

    /** Makes the stores on one database. */
    public static JdbiWebhookStores on(JdbiTransactions transactions, Dialect dialect) {
        return new JdbiWebhookStores(
                new JdbiEndpointStore(transactions),
                new JdbiEndpointSecretStore(transactions),
                new JdbiOutboxStore(transactions, dialect),
                new JdbiLaneStore(transactions, dialect.laneLeases()),
                new JdbiDeliveryStore(transactions));
    }
}
