package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A developer pages through the deliveries of an endpoint, newest first. Thread-safe. */
public final class ListDeliveries {

    private static final int PAGE = 25;

    private final DeliveryLog log;

    public ListDeliveries(DeliveryLog log) {
        this.log = log;
    }

    /**
     * What the developer wants to see.
     *
     * @param statuses which deliveries
     * @param after the id of the last one of the page before, or empty for the first page
     */
    record Input(Set<DeliveryStatus> statuses, Optional<String> after) {

        /**
         * Reads the parameters {@code status} and {@code cursor} of a page or a call.
         *
         * @throws WebhookRefusedException {@code INVALID} if there is no such status
         */
        static Input ofQuery(Parameters query) {
            return new Input(statuses(query.text(EndpointField.STATUS)), query.first("cursor"));
        }

        /** Developers know three: a cancelled delivery counts as failed. */
        private static Set<DeliveryStatus> statuses(String wanted) {
            return switch (wanted.toUpperCase(Locale.ROOT)) {
                case "" -> Set.of(DeliveryStatus.values());
                case "PENDING" -> Set.of(DeliveryStatus.PENDING);
                case "DELIVERED" -> Set.of(DeliveryStatus.DELIVERED);
                case "FAILED" -> Set.of(DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);
                default ->
                    throw WebhookRefusedException.invalid(
                            EndpointField.STATUS,
                            EndpointField.Code.UNKNOWN_STATUS,
                            WebhookTexts.text().of("refused.delivery-status"));
            };
        }
    }

    /**
     * A page of deliveries.
     *
     * @param items the deliveries
     * @param attempts by the delivery's id; nothing for one that was never tried
     * @param next the cursor of the next page, or empty on the last one
     */
    record Result(List<Delivery> items, Map<String, List<DeliveryAttempt>> attempts, Optional<String> next) {

        List<DeliveryAttempt> attempts(Delivery delivery) {
            return attempts.getOrDefault(delivery.id(), List.of());
        }
    }

    /**
     * Reads a page.
     *
     * @throws WebhookRefusedException as {@link DeliveryLog#list} does
     */
    Result run(PanelCall call, EndpointId id, Input input) {
        List<Delivery> found =
                log.list(call.app(), id, input.statuses(), input.after().orElse(null), PAGE + 1);
        List<Delivery> page = found.subList(0, Math.min(PAGE, found.size()));
        Optional<String> next =
                found.size() > PAGE ? Optional.of(page.get(PAGE - 1).id()) : Optional.empty();
        return new Result(page, page.isEmpty() ? Map.of() : log.attempts(page), next);
    }
}
