package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.delivery.EndpointJournal;
import dev.drawbridge.webhooks.internal.delivery.EventOutbox;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.WebhookAction;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.Map;

/** Sends the event {@code ping} to an endpoint, whatever it subscribed to. Thread-safe. */
public final class TestEvents {

    private static final String EVENT = "ping";

    private final Endpoints endpoints;
    private final EndpointRules rules;
    private final ManualSendLimits limits;
    private final EventOutbox outbox;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;

    public TestEvents(
            Endpoints endpoints,
            EndpointRules rules,
            ManualSendLimits limits,
            EventOutbox outbox,
            EndpointJournal journal,
            Transactions transactions,
            PlatformClock clock,
            Ulids ids) {
        this.endpoints = endpoints;
        this.rules = rules;
        this.limits = limits;
        this.outbox = outbox;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    /** Returns the message's id. */
    public String send(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = endpoints.find(app, id);
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            throw new WebhookRefusedException(Reason.NOT_ACTIVE);
        }
        limits.countTest(app, id);
        String message = "msg_" + ids.next();
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            outbox.append(message, EVENT, new OutboxEvent.Only(id), clock.instant(), Map.of("test", true));
            journal.record(actor, WebhookAction.TESTED, endpoint);
        });
        return message;
    }
}
