package dev.drawbridge.webhooks;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.Delivery;
import dev.drawbridge.webhooks.store.DeliveryAttempt;
import dev.drawbridge.webhooks.store.DeliveryStatus;
import dev.drawbridge.webhooks.store.DeliveryStore;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows deliveries and sends them once more. Thread-safe. */
final class DeliveryLog {

    private final Environment env;
    private final DeliveryStore store;
    private final ManualSends manual;

    DeliveryLog(Environment env, DeliveryStore store) {
        this.env = env;
        this.store = store;
        this.manual = new ManualSends(env.throttles());
    }

    List<Delivery> list(WebhookEndpoint endpoint, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        return store.list(endpoint.id(), statuses, after, limit);
    }

    Delivery find(WebhookEndpoint endpoint, String id) {
        return store.find(endpoint.id(), id).orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    Map<String, List<DeliveryAttempt>> attempts(List<Delivery> deliveries) {
        return store.attempts(deliveries.stream().map(Delivery::id).collect(Collectors.toSet()));
    }

    void redeliver(App app, WebhookEndpoint endpoint, String id, Actor actor) {
        Delivery delivery = find(endpoint, id);
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            throw new WebhookRefusedException(Reason.NOT_ACTIVE);
        }
        manual.countRedelivery(app);
        env.transactions().inTransaction(() -> {
            store.redeliver(endpoint.id(), id, env.clock().instant());
            env.journal()
                    .record(
                            actor,
                            "webhook.redelivered",
                            "app",
                            endpoint.app().value(),
                            Map.of("endpoint", endpoint.id().value(), "message", delivery.messageId()));
        });
    }
}
