package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.internal.delivery.EndpointJournal;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.WebhookAction;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;

/** Turns endpoints off and on. Thread-safe. */
public final class EndpointSwitch {

    private final Endpoints endpoints;
    private final EndpointStore store;
    private final DeliveryStore deliveries;
    private final EndpointRules rules;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Runnable wake;

    public EndpointSwitch(
            Endpoints endpoints,
            EndpointStore store,
            DeliveryStore deliveries,
            EndpointRules rules,
            EndpointJournal journal,
            Transactions transactions,
            PlatformClock clock,
            Runnable wake) {
        this.endpoints = endpoints;
        this.store = store;
        this.deliveries = deliveries;
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.wake = wake;
    }

    /** What becomes of deliveries that wait for an endpoint that is turned on. */
    public enum Backlog {
        /** They are sent. */
        SEND,
        /** They are given up. */
        DROP
    }

    /** Stops sending to an endpoint; what is pending waits. */
    public WebhookEndpoint pause(App app, EndpointId id, Actor actor) {
        endpoints.find(app, id);
        return transactions.inTransaction(() -> {
            if (store.moveStatus(id, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, clock.instant())) {
                journal.record(actor, WebhookAction.PAUSED, endpoints.find(app, id));
            }
            return endpoints.find(app, id);
        });
    }

    /** Sends to an endpoint again, whether its developer or the platform turned it off. */
    public WebhookEndpoint enable(App app, EndpointId id, Backlog backlog, Actor actor) {
        return transactions.inTransaction(() -> {
            EndpointStatus from = endpoints.find(app, id).status();
            if (from != EndpointStatus.ACTIVE) {
                rules.requireInUse(app);
                int dropped = backlog == Backlog.DROP ? deliveries.drop(id) : 0;
                if (store.moveStatus(id, from, EndpointStatus.ACTIVE, clock.instant())) {
                    journal.resumed(actor, endpoints.find(app, id), dropped);
                }
            }
            transactions.afterCommit(wake);
            return endpoints.find(app, id);
        });
    }
}
