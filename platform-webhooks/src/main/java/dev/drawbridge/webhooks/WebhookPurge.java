package dev.drawbridge.webhooks;

import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.webhooks.store.EndpointSecretStore;
import dev.drawbridge.webhooks.store.OutboxStore;
import java.util.function.IntUnaryOperator;

/** Deletes what nobody needs any more: endpoints of forgotten apps, expired events and expired secrets. Thread-safe. */
final class WebhookPurge {

    private static final int BATCH = 500;

    private final Endpoints endpoints;
    private final OutboxStore outbox;
    private final EndpointSecretStore secrets;
    private final PlatformClock clock;

    WebhookPurge(Endpoints endpoints, OutboxStore outbox, EndpointSecretStore secrets, PlatformClock clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.secrets = secrets;
        this.clock = clock;
    }

    void run() {
        drain(endpoints::deleteOrphans);
        drain(limit -> outbox.purge(clock.coordination(), limit));
        drain(limit -> secrets.purge(clock.coordination(), limit));
    }

    /** A batch of rows at a time, so that no statement holds locks for long. */
    private static void drain(IntUnaryOperator purge) {
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = purge.applyAsInt(BATCH);
        }
    }
}
