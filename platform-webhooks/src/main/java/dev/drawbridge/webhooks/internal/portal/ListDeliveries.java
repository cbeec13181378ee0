package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
     * @param filter which deliveries
     * @param after the id of the last one of the page before, or empty for the first page
     */
    record Input(Filter filter, Optional<String> after) {

        /**
         * Reads the parameters {@code status} and {@code cursor} of a call.
         *
         * @throws WebhookRefusedException {@code INVALID} if there is no such status
         */
        static Input ofCall(Parameters query) {
            Filter filter = Filter.named(query.text(EndpointField.STATUS))
                    .orElseThrow(() -> WebhookRefusedException.invalid(
                            EndpointField.STATUS,
                            EndpointField.Code.UNKNOWN_STATUS,
                            WebhookTexts.text().of("refused.delivery-status")));
            return new Input(filter, query.first("cursor"));
        }

        /** Reads the same parameters of a page, where a status that nobody knows means all. */
        static Input ofPage(Parameters query) {
            return new Input(Filter.named(query.text(EndpointField.STATUS)).orElse(Filter.ALL), query.first("cursor"));
        }
    }

    /** Which deliveries are listed. For developers a cancelled delivery counts as failed. */
    enum Filter {
        ALL(Set.of(DeliveryStatus.values())),
        DELIVERED(Set.of(DeliveryStatus.DELIVERED)),
        PENDING(Set.of(DeliveryStatus.PENDING)),
        ON_HOLD(Set.of(DeliveryStatus.PENDING)),
        FAILED(Set.of(DeliveryStatus.FAILED, DeliveryStatus.CANCELLED));

        private final Set<DeliveryStatus> statuses;

        Filter(Set<DeliveryStatus> statuses) {
            this.statuses = statuses;
        }

        static Optional<Filter> named(String name) {
            return name.isEmpty()
                    ? Optional.of(ALL)
                    : Stream.of(DELIVERED, PENDING, ON_HOLD, FAILED)
                            .filter(filter -> filter.name().equals(name.toUpperCase(Locale.ROOT)))
                            .findFirst();
        }

        /** Tells whether an endpoint can have such deliveries: they are pending while it is on, and on hold while it is off. */
        boolean possible(EndpointStatus endpoint) {
            return this != (endpoint == EndpointStatus.ACTIVE ? ON_HOLD : PENDING);
        }

        Set<DeliveryStatus> statuses() {
            return statuses;
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
    Result run(PanelCall call, WebhookEndpoint endpoint, Input input) {
        if (!input.filter().possible(endpoint.status())) {
            return new Result(List.of(), Map.of(), Optional.empty());
        }
        List<Delivery> found = log.list(
                call.app(),
                endpoint.id(),
                input.filter().statuses(),
                input.after().orElse(null),
                PAGE + 1);
        List<Delivery> page = found.subList(0, Math.min(PAGE, found.size()));
        Optional<String> next =
                found.size() > PAGE ? Optional.of(page.get(PAGE - 1).id()) : Optional.empty();
        return new Result(page, page.isEmpty() ? Map.of() : log.attempts(page), next);
    }
}
