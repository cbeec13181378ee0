package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries in the portal's JSON. Thread-safe. */
public final class DeliveryJson {

    private final DeliveryLog log;
    private final ListDeliveries list;

    public DeliveryJson(DeliveryLog log, ListDeliveries list) {
        this.log = log;
        this.list = list;
    }

    PortalResponse list(PanelCall call) {
        ListDeliveries.Input input = ListDeliveries.Input.ofQuery(call.request().query());
        ListDeliveries.Result page = list.run(call, WebhookPaths.endpoint(call), input);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                page.items().stream()
                        .map(delivery -> of(delivery, page.attempts(delivery)))
                        .toList());
        json.put("next", page.next().orElse(null));
        return PortalResponse.json(200, json);
    }

    PortalResponse redeliver(PanelCall call) {
        String delivery = WebhookPaths.delivery(call);
        log.redeliver(call.app(), WebhookPaths.endpoint(call), delivery, call.actor());
        return PortalResponse.json(202, Map.of("id", delivery));
    }

    private static Map<String, Object> of(Delivery delivery, List<DeliveryAttempt> attempts) {
        boolean cancelled = delivery.status() == DeliveryStatus.CANCELLED;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id());
        json.put("messageId", delivery.messageId());
        json.put("event", delivery.event());
        json.put("status", (cancelled ? DeliveryStatus.FAILED : delivery.status()).name());
        if (cancelled) {
            json.put("reason", "cancelled");
        }
        json.put("responseStatus", attempts.isEmpty() ? null : responseStatus(attempts.get(attempts.size() - 1)));
        json.put("attempts", attempts.stream().map(DeliveryJson::of).toList());
        json.put("nextAttemptAt", delivery.nextAttemptAt());
        json.put("createdAt", delivery.createdAt());
        return json;
    }

    private static Map<String, Object> of(DeliveryAttempt attempt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", attempt.number());
        json.put("at", attempt.at());
        json.put("responseStatus", responseStatus(attempt));
        json.put("durationMs", attempt.duration().toMillis());
        json.put("error", attempt.error());
        json.put("responseBody", attempt.snippet());
        return json;
    }

    private static @Nullable Integer responseStatus(DeliveryAttempt attempt) {
        return attempt.responseStatus() > 0 ? attempt.responseStatus() : null;
    }
}
