package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.delivery.EndpointJournal;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the deliveries of an app's endpoints and sends them once more. Thread-safe. */
public final class DeliveryLog {

    /** The period of figures. */
    public static final Duration RECENT = Duration.ofDays(7);

    /** The most deliveries that one call sends again. */
    public static final int MAX_RECOVERED = 10_000;

    private final Endpoints endpoints;
    private final DeliveryStore store;
    private final ManualSendLimits limits;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Runnable wake;

    public DeliveryLog(
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

    public List<Delivery> list(
            App app, EndpointId id, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        return store.list(endpoints.find(app, id).id(), statuses, after, limit);
    }

    public Delivery find(App app, EndpointId id, String delivery) {
        return find(endpoints.find(app, id), delivery);
    }

    private Delivery find(WebhookEndpoint endpoint, String delivery) {
        return store.find(endpoint.id(), delivery).orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    public Map<String, List<DeliveryAttempt>> attempts(List<Delivery> deliveries) {
        return store.attempts(deliveries.stream().map(Delivery::id).collect(Collectors.toSet()));
    }

    public void redeliver(App app, EndpointId id, String delivery, Actor actor) {
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

    /** Tells how deliveries to an endpoint of an app went in the last seven days. */
    public DeliveryStats stats(WebhookEndpoint endpoint) {
        return store.stats(endpoint.id(), clock.instant().minus(RECENT));
    }

    /** Sends what failed since an instant once more; returns how many deliveries that are. */
    public int recover(App app, EndpointId id, Instant since, Actor actor) {
        WebhookEndpoint endpoint = endpoints.find(app, id);
        limits.countRedelivery(app);
        return transactions.inTransaction(() -> {
            // Looks again inside the transaction: what waits for an endpoint that is off is sent long after.
            if (endpoints.find(app, id).status() != EndpointStatus.ACTIVE) {
                throw new WebhookRefusedException(Reason.NOT_ACTIVE);
            }
            int queued = store.recover(id, since, MAX_RECOVERED, clock.instant());
            journal.recovered(actor, endpoint, queued);
            transactions.afterCommit(wake);
            return queued;
        });
    }
}
