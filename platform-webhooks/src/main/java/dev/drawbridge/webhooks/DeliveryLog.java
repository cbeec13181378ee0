package dev.drawbridge.webhooks;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.Delivery;
import dev.drawbridge.webhooks.store.DeliveryAttempt;
import dev.drawbridge.webhooks.store.DeliveryStatus;
import dev.drawbridge.webhooks.store.DeliveryStore;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the deliveries of an app's endpoints and sends them once more. Thread-safe. */
final class DeliveryLog {

    private final Endpoints endpoints;
    private final DeliveryStore store;
    private final ManualSendLimits limits;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Runnable wake;

    DeliveryLog(
            Endpoints endpoints,
            DeliveryStore store,
            ManualSendLimits limits,
            EndpointJournal journal,
            Transactions transactions,
            PlatformClock clock,
            Runnable wake) {
        this.endpoints = endpoints;
        this.store = store;
        this.limits = limits;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.wake = wake;
    }

    List<Delivery> list(App app, EndpointId id, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        return store.list(endpoints.find(app, id).id(), statuses, after, limit);
    }

    Delivery find(App app, EndpointId id, String delivery) {
        return find(endpoints.find(app, id), delivery);
    }

    private Delivery find(WebhookEndpoint endpoint, String delivery) {
        return store.find(endpoint.id(), delivery).orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    Map<String, List<DeliveryAttempt>> attempts(List<Delivery> deliveries) {
        return store.attempts(deliveries.stream().map(Delivery::id).collect(Collectors.toSet()));
    }

    void redeliver(App app, EndpointId id, String delivery, Actor actor) {
        WebhookEndpoint endpoint = endpoints.find(app, id);
        Delivery found = find(endpoint, delivery);
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            throw new WebhookRefusedException(Reason.NOT_ACTIVE);
        }
        limits.countRedelivery(app);
        transactions.inTransaction(() -> {
            store.redeliver(id, delivery, clock.instant());
            journal.redelivered(actor, endpoint, found.messageId());
            transactions.afterCommit(wake);
        });
    }
}
