package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deliveries in the portal's JSON. Thread-safe. */
public final class DeliveryJson {

    private static final String SINCE = "since";

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final ListDeliveries list;

    public DeliveryJson(Endpoints endpoints, DeliveryLog log, ListDeliveries list) {
        this.endpoints = endpoints;
        this.log = log;
        this.list = list;
    }

    PortalResponse list(PanelCall call) {
        ListDeliveries.Input input = ListDeliveries.Input.ofCall(call.request().query());
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        ListDeliveries.Result page = list.run(call, endpoint, input);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                page.items().stream()
                        .map(delivery -> of(delivery, endpoint.status(), page.attempts(delivery)))
                        .toList());
        json.put("next", page.next().orElse(null));
        return PortalResponse.json(200, json);
    }

    PortalResponse redeliver(PanelCall call) {
        String delivery = WebhookPaths.delivery(call);
        log.redeliver(call.app(), WebhookPaths.endpoint(call), delivery, call.actor());
        return PortalResponse.json(202, Map.of("id", delivery));
    }

    /** Queues again what failed. */
    PortalResponse recover(PanelCall call) {
        Instant since = since(call.request().json().only(Set.of(SINCE)));
        int queued = log.recover(call.app(), WebhookPaths.endpoint(call), since, call.actor());
        return PortalResponse.json(202, Map.of("queued", queued));
    }

    private static Instant since(JsonObject body) {
        try {
            return OffsetDateTime.parse(body.text(SINCE).orElse("")).toInstant();
        } catch (DateTimeParseException e) {
            throw WebhookRefusedException.invalid(
                    SINCE, EndpointField.Code.INVALID_TIME, WebhookTexts.text().of("refused.since"));
        }
    }

    private static Map<String, Object> of(Delivery delivery, EndpointStatus endpoint, List<DeliveryAttempt> attempts) {
        ShownDelivery shown = ShownDelivery.of(delivery, endpoint);
        boolean cancelled = shown.status() == ShownDelivery.Status.CANCELLED;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id());
        json.put("messageId", delivery.messageId());
        json.put("event", delivery.event());
        json.put("status", (cancelled ? ShownDelivery.Status.FAILED : shown.status()).name());
        if (cancelled) {
            json.put("reason", "cancelled");
        }
        json.put("responseStatus", attempts.isEmpty() ? null : responseStatus(attempts.get(attempts.size() - 1)));
        json.put("attempts", attempts.stream().map(DeliveryJson::of).toList());
        json.put("nextAttemptAt", shown.nextAttemptAt());
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
