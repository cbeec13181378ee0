package dev.drawbridge.webhooks;

import dev.drawbridge.core.html.Alert;
import dev.drawbridge.core.html.Badge;
import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.CodeBlock;
import dev.drawbridge.core.html.DataTable;
import dev.drawbridge.core.html.EmptyState;
import dev.drawbridge.core.html.Facts;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.Moment;
import dev.drawbridge.core.html.Tone;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.webhooks.store.Delivery;
import dev.drawbridge.webhooks.store.DeliveryAttempt;
import dev.drawbridge.webhooks.store.DeliveryStatus;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages about one endpoint and its deliveries (spec/portal.md P21). Thread-safe. */
final class DeliveryPage {

    private static final Map<String, String> DONE = Map.of(
            "saved", "The endpoint was saved.",
            "paused", "The endpoint is paused.",
            "resumed", "The endpoint is active.",
            "tested", "A test event is on its way.",
            "redelivered", "The delivery is sent once more.");

    private final WebhookDispatcher dispatcher;
    private final boolean selfService;

    DeliveryPage(WebhookDispatcher dispatcher, boolean selfService) {
        this.dispatcher = dispatcher;
        this.selfService = selfService;
    }

    static Html badge(EndpointStatus status) {
        return switch (status) {
            case ACTIVE -> Badge.of("Enabled", Tone.GOOD);
            case PAUSED -> Badge.of("Disabled by you", Tone.NEUTRAL);
            case DISABLED_AUTO -> Badge.of("Disabled automatically", Tone.BAD);
            case DISABLED_GONE -> Badge.of("Disabled: answered 410", Tone.BAD);
        };
    }

    private static Html badge(DeliveryStatus status) {
        return switch (status) {
            case PENDING -> Badge.of("Pending", Tone.INFO);
            case DELIVERED -> Badge.of("Delivered", Tone.GOOD);
            case FAILED -> Badge.of("Failed", Tone.BAD);
            case CANCELLED -> Badge.of("Cancelled", Tone.NEUTRAL);
        };
    }

    private static String path(PanelCall call, WebhookEndpoint endpoint) {
        return EndpointFormPage.base(call) + "/" + endpoint.id();
    }

    private static Html done(PanelCall call) {
        String text = DONE.get(call.request().query().text("done"));
        return text == null ? Html.EMPTY : Alert.success(text).render();
    }

    Answer endpoint(PanelCall call) {
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        Html facts = Facts.begin()
                .add("URL", endpoint.url().toString())
                .add("Description", endpoint.description())
                .add("Events", String.join(", ", endpoint.events()))
                .add("Status", badge(endpoint.status()))
                .add("Added", Moment.of(endpoint.createdAt()))
                .render();
        Html edit = selfService ? Link.secondary(path(call, endpoint) + "/edit", "Edit") : Html.EMPTY;
        return Answer.page(
                "Webhook endpoint",
                done(call)
                        .plus(Card.of("Endpoint", edit, facts.plus(actions(call, endpoint))))
                        .plus(deliveries(call, endpoint)));
    }

    private Html actions(PanelCall call, WebhookEndpoint endpoint) {
        if (!selfService) {
            return Html.EMPTY;
        }
        boolean active = endpoint.status() == EndpointStatus.ACTIVE;
        String path = path(call, endpoint);
        Html moves = active
                ? button(call, path + "/test", "Send test event").plus(button(call, path + "/pause", "Disable"))
                : button(call, path + "/resume", "Enable");
        return moves.plus(Link.secondary(path + "/rotate", "Rotate secret"))
                .plus(Link.danger(path + "/delete", "Delete"));
    }

    private static Html button(PanelCall call, String action, String label) {
        return Form.post(action, call.portal().formToken())
                .submit(label)
                .inline()
                .render();
    }

    private Html deliveries(PanelCall call, WebhookEndpoint endpoint) {
        String status = call.request().query().text("status");
        Set<DeliveryStatus> statuses = EndpointJson.statuses(status);
        String after = call.request().query().first("cursor").orElse(null);
        List<Delivery> found = dispatcher.deliveries(call.app(), endpoint.id(), statuses, after, EndpointJson.PAGE + 1);
        List<Delivery> page = found.subList(0, Math.min(EndpointJson.PAGE, found.size()));
        Html content = page.isEmpty()
                ? EmptyState.of("No deliveries", "Nothing was sent to this endpoint yet.", Html.EMPTY)
                : table(call, endpoint, page);
        String path = path(call, endpoint);
        if (found.size() > EndpointJson.PAGE) {
            String next =
                    "?status=" + status + "&cursor=" + page.get(page.size() - 1).id();
            content = content.plus(Link.secondary(path + next, "Older"));
        }
        Html filter = Link.to(path, "All")
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=DELIVERED", "Delivered"))
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=PENDING", "Pending"))
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=FAILED", "Failed"));
        return Card.of("Deliveries", filter, content);
    }

    private Html table(PanelCall call, WebhookEndpoint endpoint, List<Delivery> page) {
        Map<String, List<DeliveryAttempt>> attempts = dispatcher.attempts(page);
        DataTable table = DataTable.of("Deliveries", "Time", "Event", "Status", "HTTP", "Attempt", "Duration");
        for (Delivery delivery : page) {
            List<DeliveryAttempt> made = attempts.getOrDefault(delivery.id(), List.of());
            DeliveryAttempt last = made.isEmpty() ? null : made.get(made.size() - 1);
            table = table.row(
                    Moment.of(delivery.createdAt()),
                    Link.to(path(call, endpoint) + "/deliveries/" + delivery.id(), delivery.event()),
                    badge(delivery.status()),
                    Html.text(code(last)),
                    Html.text(made.size() + " of " + RetrySchedule.MAX_TRIES),
                    Html.text(last == null ? "" : last.duration().toMillis() + " ms"));
        }
        return table.render();
    }

    private static String code(@Nullable DeliveryAttempt attempt) {
        if (attempt == null) {
            return "";
        }
        return attempt.responseStatus() > 0 ? Integer.toString(attempt.responseStatus()) : "no answer";
    }

    Answer delivery(PanelCall call) {
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        Delivery delivery =
                dispatcher.delivery(call.app(), endpoint.id(), call.request().pathParameter("delivery"));
        List<DeliveryAttempt> attempts = dispatcher.attempts(List.of(delivery)).getOrDefault(delivery.id(), List.of());
        Facts facts = Facts.begin()
                .add("Event", delivery.event())
                .add("Message ID (webhook-id)", delivery.messageId())
                .add("Status", badge(delivery.status()))
                .add("Endpoint", Link.to(path(call, endpoint), endpoint.url().toString()));
        if (delivery.nextAttemptAt() != null) {
            facts = facts.add("Next attempt", Moment.of(delivery.nextAttemptAt()));
        }
        Html redeliver = selfService && endpoint.status() == EndpointStatus.ACTIVE
                ? button(call, path(call, endpoint) + "/deliveries/" + delivery.id() + "/redeliver", "Redeliver")
                : Html.EMPTY;
        return Answer.page(
                "Delivery",
                done(call)
                        .plus(Card.of("Delivery", redeliver, facts.render()))
                        .plus(Card.of("Request body", CodeBlock.of("request-body", "Sent as JSON", delivery.body())))
                        .plus(Card.of("Attempts", attempts(attempts))));
    }

    private static Html attempts(List<DeliveryAttempt> attempts) {
        if (attempts.isEmpty()) {
            return EmptyState.of("Not tried yet", "The first attempt comes within seconds.", Html.EMPTY);
        }
        DataTable table = DataTable.of("Attempts", "Number", "Time", "HTTP", "Duration", "Answer");
        for (DeliveryAttempt attempt : attempts) {
            String answer = attempt.error() == null ? attempt.snippet() : attempt.error();
            table = table.row(
                    Html.text(attempt.number() + (attempt.manual() ? " (by hand)" : "")),
                    Moment.of(attempt.at()),
                    Html.text(code(attempt)),
                    Html.text(attempt.duration().toMillis() + " ms"),
                    Html.text(answer));
        }
        return table.render();
    }

    Answer redeliver(PanelCall call) {
        String delivery = call.request().pathParameter("delivery");
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        dispatcher.redeliver(call.app(), endpoint.id(), delivery, call.actor());
        return Answer.seeOther(path(call, endpoint) + "/deliveries/" + delivery + "?done=redelivered");
    }

    Answer test(PanelCall call) {
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        dispatcher.sendTest(call.app(), endpoint.id(), call.actor());
        return Answer.seeOther(path(call, endpoint) + "?done=tested");
    }
}
