package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.internal.delivery.RetrySchedule;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.Map;

/** The page of one endpoint with its deliveries (spec/portal.md P21). Thread-safe. */
public final class EndpointPage {

    private static final Map<String, String> DONE = Map.of(
            "saved", "The endpoint was saved.",
            "paused", "The endpoint is paused.",
            "resumed", "The endpoint is active.",
            "tested", "A test event is on its way.");

    private final Endpoints endpoints;
    private final TestEvents tests;
    private final ListDeliveries list;
    private final boolean selfService;

    public EndpointPage(Endpoints endpoints, TestEvents tests, ListDeliveries list, boolean selfService) {
        this.endpoints = endpoints;
        this.tests = tests;
        this.list = list;
        this.selfService = selfService;
    }

    /** Leads back to the page, which then says what was done. */
    static Answer done(PanelCall call, WebhookEndpoint endpoint, String done) {
        return Answer.seeOther(WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()) + "?done=" + done);
    }

    Answer show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        String done = DONE.get(call.request().query().text("done"));
        Html facts = Facts.begin()
                .add("URL", endpoint.url().toString())
                .add("Description", endpoint.description())
                .add("Events", String.join(", ", endpoint.events()))
                .add("Status", EndpointsPage.badge(endpoint.status()))
                .add("Added", Moment.of(endpoint.createdAt()))
                .render();
        Html edit = selfService ? Link.secondary(path(call, WebhookPaths.EDIT, endpoint), "Edit") : Html.EMPTY;
        Html actions = selfService ? actions(call, endpoint) : Html.EMPTY;
        return Answer.page(
                "Webhook endpoint",
                (done == null ? Html.EMPTY : Alert.success(done).render())
                        .plus(Card.of("Endpoint", edit, facts.plus(actions)))
                        .plus(deliveries(call, endpoint)));
    }

    private static String path(PanelCall call, String pattern, WebhookEndpoint endpoint) {
        return WebhookPaths.of(call.app(), pattern, endpoint.id());
    }

    private static Html actions(PanelCall call, WebhookEndpoint endpoint) {
        Html moves = endpoint.status() == EndpointStatus.ACTIVE
                ? button(call, path(call, WebhookPaths.TEST, endpoint), "Send test event")
                        .plus(button(call, path(call, WebhookPaths.PAUSE, endpoint), "Disable"))
                : button(call, path(call, WebhookPaths.RESUME, endpoint), "Enable");
        return moves.plus(Link.secondary(path(call, WebhookPaths.ROTATE, endpoint), "Rotate secret"))
                .plus(Link.danger(path(call, WebhookPaths.DELETE, endpoint), "Delete"));
    }

    /** A form that is one button. */
    static Html button(PanelCall call, String action, String label) {
        return Form.post(action, call.portal().formToken())
                .submit(label)
                .inline()
                .render();
    }

    private Html deliveries(PanelCall call, WebhookEndpoint endpoint) {
        String path = path(call, WebhookPaths.ENDPOINT, endpoint);
        ListDeliveries.Input input = ListDeliveries.Input.ofQuery(call.request().query());
        ListDeliveries.Result page = list.run(call, endpoint.id(), input);
        Html content = page.items().isEmpty()
                ? EmptyState.of("No deliveries", "Nothing was sent to this endpoint yet.", Html.EMPTY)
                : table(call, endpoint, page);
        if (page.next().isPresent()) {
            String status = call.request().query().text(EndpointField.STATUS);
            String next = "?status=" + status + "&cursor=" + page.next().get();
            content = content.plus(Link.secondary(path + next, "Older"));
        }
        return Card.of("Deliveries", filter(path), content);
    }

    private static Html filter(String path) {
        return Link.to(path, "All")
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=DELIVERED", "Delivered"))
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=PENDING", "Pending"))
                .plus(Html.text(" · "))
                .plus(Link.to(path + "?status=FAILED", "Failed"));
    }

    private static Html table(PanelCall call, WebhookEndpoint endpoint, ListDeliveries.Result page) {
        DataTable table = DataTable.of("Deliveries", "Time", "Event", "Status", "HTTP", "Attempt", "Duration");
        for (Delivery delivery : page.items()) {
            List<DeliveryAttempt> attempts = page.attempts(delivery);
            DeliveryAttempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
            table = table.row(
                    Moment.of(delivery.createdAt()),
                    Link.to(
                            WebhookPaths.of(call.app(), WebhookPaths.DELIVERY, endpoint.id(), delivery.id()),
                            delivery.event()),
                    DeliveryPage.badge(delivery.status()),
                    Html.text(last == null ? "" : DeliveryPage.code(last)),
                    Html.text(attempts.size() + " of " + RetrySchedule.MAX_TRIES),
                    Html.text(last == null ? "" : last.duration().toMillis() + " ms"));
        }
        return table.render();
    }

    Answer test(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        tests.send(call.app(), endpoint.id(), call.actor());
        return done(call, endpoint, "tested");
    }

    Answer pause(PanelCall call) {
        return done(call, endpoints.pause(call.app(), WebhookPaths.endpoint(call), call.actor()), "paused");
    }

    Answer resume(PanelCall call) {
        return done(call, endpoints.resume(call.app(), WebhookPaths.endpoint(call), call.actor()), "resumed");
    }
}
