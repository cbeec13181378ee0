package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookAction;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.Map;

/** Records what happened to endpoints; call it inside the transaction of the change. Thread-safe. */
public final class EndpointJournal {

    private final Journal journal;

    public EndpointJournal(Journal journal) {
        this.journal = journal;
    }

    /** Somebody changed or used an endpoint of an app. */
    public void record(Actor actor, WebhookAction action, WebhookEndpoint endpoint) {
        record(actor, action, endpoint, Map.of("endpoint", endpoint.id().value()));
    }

    /** A developer had a message sent once more. */
    public void redelivered(Actor actor, WebhookEndpoint endpoint, String message) {
        record(
                actor,
                WebhookAction.REDELIVERED,
                endpoint,
                Map.of("endpoint", endpoint.id().value(), "message", message));
    }

    /** A developer had everything that failed sent once more. */
    public void recovered(Actor actor, WebhookEndpoint endpoint, int queued) {
        record(
                actor,
                WebhookAction.RECOVERED,
                endpoint,
                Map.of("endpoint", endpoint.id().value(), "queued", Integer.toString(queued)));
    }

    /** A developer turned an endpoint on; what had waited was sent, or given up. */
    public void resumed(Actor actor, WebhookEndpoint endpoint, int dropped) {
        record(
                actor,
                WebhookAction.RESUMED,
                endpoint,
                Map.of("endpoint", endpoint.id().value(), "dropped", Integer.toString(dropped)));
    }

    private void record(Actor actor, WebhookAction action, WebhookEndpoint endpoint, Map<String, String> metadata) {
        journal.record(actor, action, "app", endpoint.app().value(), metadata);
    }

    /** The platform disabled an endpoint because of its responses. */
    void disabled(EndpointId endpoint, EndpointStatus status) {
        journal.record(
                Actor.SYSTEM,
                WebhookAction.DISABLED,
                "webhook_endpoint",
                endpoint.value(),
                Map.of("status", status.name()));
    }
}
