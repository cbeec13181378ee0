package dev.drawbridge.webhooks.spi;

/** The stores of webhooks; they join the transactions of the core's stores. Thread-safe. */
public interface WebhookStores {

    /**
     * Returns where endpoints are kept.
     *
     * @return the store
     */
    EndpointStore endpoints();

    /**
     * Returns where signing secrets are kept.
     *
     * @return the store
     */
    EndpointSecretStore secrets();

    /**
     * Returns where events are kept.
     *
     * @return the store
     */
    OutboxStore outbox();

    /**
     * Returns what schedules endpoints.
     *
     * @return the store
     */
    LaneStore lanes();

    /**
     * Returns where deliveries are seen.
     *
     * @return the store
     */
    DeliveryStore deliveries();
}
