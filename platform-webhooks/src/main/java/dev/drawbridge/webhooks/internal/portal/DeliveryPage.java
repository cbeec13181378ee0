package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Badge;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.CodeBlock;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;

/** The page of one delivery with its attempts (spec/portal.md P21). Thread-safe. */
public final class DeliveryPage {

    private static final String REDELIVERED = "redelivered";

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final boolean selfService;

    public DeliveryPage(Endpoints endpoints, DeliveryLog log, boolean selfService) {
        this.endpoints = endpoints;
        this.log = log;
        this.selfService = selfService;
    }

    static Html badge(DeliveryStatus status) {
        return switch (status) {
            case PENDING -> Badge.of("Pending", Tone.INFO);
            case DELIVERED -> Badge.of("Delivered", Tone.GOOD);
            case FAILED -> Badge.of("Failed", Tone.BAD);
            case CANCELLED -> Badge.of("Cancelled", Tone.NEUTRAL);
        };
    }

    /** The HTTP status of an attempt. */
    static String code(DeliveryAttempt attempt) {
        return attempt.responseStatus() > 0 ? Integer.toString(attempt.responseStatus()) : "no response";
    }

    Answer show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        Delivery delivery = log.find(call.app(), endpoint.id(), WebhookPaths.delivery(call));
        List<DeliveryAttempt> attempts = log.attempts(List.of(delivery)).getOrDefault(delivery.id(), List.of());
        boolean done = call.request().query().text("done").equals(REDELIVERED);
        return Answer.page(
                "Delivery",
                (done ? Alert.success("The delivery is sent once more.").render() : Html.EMPTY)
                        .plus(Card.of(
                                "Delivery", redeliverButton(call, endpoint, delivery), facts(call, endpoint, delivery)))
                        .plus(Card.of("Request body", CodeBlock.of("request-body", "Sent as JSON", delivery.body())))
                        .plus(Card.of("Attempts", table(attempts))));
    }

    private static Html facts(PanelCall call, WebhookEndpoint endpoint, Delivery delivery) {
        Facts facts = Facts.begin()
                .add("Event", delivery.event())
                .add("Message ID (webhook-id)", delivery.messageId())
                .add("Status", badge(delivery.status()))
                .add(
                        "Endpoint",
                        Link.to(
                                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                                endpoint.url().toString()));
        if (delivery.nextAttemptAt() != null) {
            facts = facts.add("Next attempt", Moment.of(delivery.nextAttemptAt()));
        }
        return facts.render();
    }

    private Html redeliverButton(PanelCall call, WebhookEndpoint endpoint, Delivery delivery) {
        String action = WebhookPaths.of(call.app(), WebhookPaths.REDELIVER, endpoint.id(), delivery.id());
        return selfService && endpoint.status() == EndpointStatus.ACTIVE
                ? EndpointPage.button(call, action, "Redeliver")
                : Html.EMPTY;
    }

    private static Html table(List<DeliveryAttempt> attempts) {
        if (attempts.isEmpty()) {
            return EmptyState.of("Not tried yet", "The first attempt comes within seconds.", Html.EMPTY);
        }
        DataTable table = DataTable.of("Attempts", "Number", "Time", "HTTP", "Duration", "Response");
        for (DeliveryAttempt attempt : attempts) {
            String response = attempt.error() == null ? attempt.snippet() : attempt.error();
            table = table.row(
                    Html.text(attempt.number() + (attempt.manual() ? " (manual)" : "")),
                    Moment.of(attempt.at()),
                    Html.text(code(attempt)),
                    Html.text(attempt.duration().toMillis() + " ms"),
                    Html.text(response));
        }
        return table.render();
    }

    Answer redeliver(PanelCall call) {
        EndpointId endpoint = WebhookPaths.endpoint(call);
        String delivery = WebhookPaths.delivery(call);
        log.redeliver(call.app(), endpoint, delivery, call.actor());
        String page = WebhookPaths.of(call.app(), WebhookPaths.DELIVERY, endpoint, delivery);
        return Answer.seeOther(page + "?done=" + REDELIVERED);
    }
}
