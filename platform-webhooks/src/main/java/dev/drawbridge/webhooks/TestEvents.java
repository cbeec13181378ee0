package dev.drawbridge.webhooks;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.OutboxEvent;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.util.Map;

/** Sends the event {@code ping} to an endpoint, whatever it subscribed to. Thread-safe. */
final class TestEvents {

    private static final String EVENT = "ping";

    private final Endpoints endpoints;
    private final EndpointRules rules;
    private final ManualSendLimits limits;
    private final EventOutbox outbox;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;

    TestEvents(
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
    String send(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = endpoints.find(app, id);
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            throw new WebhookRefusedException(Reason.NOT_ACTIVE);
        }
        limits.countTest(app, id);
        String message = "msg_" + ids.next();
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            outbox.append(message, EVENT, new OutboxEvent.Only(id), clock.instant(), Map.of("test", true));
            journal.record(actor, WebhookJournalAction.TESTED, endpoint);
        });
        return message;
    }
}
