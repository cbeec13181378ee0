package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.delivery.RetrySchedule;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The page of one endpoint with its deliveries (spec/portal.md P21). Thread-safe. */
public final class EndpointPage {

    private static final Set<String> DONE = Set.of("saved", "paused", "resumed", "tested");

    private final Endpoints endpoints;
    private final TestEvents tests;
    private final ListDeliveries list;
    private final boolean selfService;
    private final Templates templates = Templates.of(EndpointPage.class);

    public EndpointPage(Endpoints endpoints, TestEvents tests, ListDeliveries list, boolean selfService) {
        this.endpoints = endpoints;
        this.tests = tests;
        this.list = list;
        this.selfService = selfService;
    }

    /**
     * The model of {@code endpoint.jte}.
     *
     * @param done what was just done, or empty
     * @param changeable whether developers manage endpoints themselves
     * @param active whether deliveries are sent today
     * @param older the path of the next page of deliveries, or empty
     */
    record Model(
            String done,
            WebhookEndpoint endpoint,
            StatusBadge status,
            boolean changeable,
            boolean active,
            Paths paths,
            String formToken,
            List<Row> deliveries,
            String older) {}

    record Paths(String page, String edit, String test, String pause, String resume, String rotate, String delete) {

        static Paths of(PanelCall call, WebhookEndpoint endpoint) {
            return new Paths(
                    WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.EDIT, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.TEST, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.PAUSE, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.RESUME, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.ROTATE, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.DELETE, endpoint.id()));
        }
    }

    record Row(Instant at, String page, String event, StatusBadge status, String attempts, AttemptResult last) {}

    /** Leads back to the page, which then says what was done. */
    static PortalResponse done(PanelCall call, WebhookEndpoint endpoint, String done) {
        return PortalResponse.seeOther(
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()) + "?done=" + done);
    }

    PortalResponse show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        ListDeliveries.Input input = ListDeliveries.Input.ofQuery(call.request().query());
        ListDeliveries.Result page = list.run(call, endpoint.id(), input);
        String done = call.request().query().text("done");
        Paths paths = Paths.of(call, endpoint);
        Model model = new Model(
                DONE.contains(done) ? done : "",
                endpoint,
                StatusBadge.of(templates.text(), endpoint.status()),
                selfService,
                endpoint.status() == EndpointStatus.ACTIVE,
                paths,
                call.portal().formToken(),
                page.items().stream()
                        .map(delivery -> row(call, endpoint, delivery, page.attempts(delivery)))
                        .toList(),
                page.next().map(cursor -> older(call, paths, cursor)).orElse(""));
        return PortalResponse.page(templates.text().of("endpoint.title"), templates.render("endpoint", model));
    }

    private static String older(PanelCall call, Paths paths, String cursor) {
        String status = call.request().query().text(EndpointField.STATUS);
        return paths.page() + "?status=" + status + "&cursor=" + cursor;
    }

    private Row row(PanelCall call, WebhookEndpoint endpoint, Delivery delivery, List<DeliveryAttempt> attempts) {
        Messages text = templates.text();
        return new Row(
                delivery.createdAt(),
                WebhookPaths.of(call.app(), WebhookPaths.DELIVERY, endpoint.id(), delivery.id()),
                delivery.event(),
                StatusBadge.of(text, delivery.status()),
                text.of("endpoint.attempts", attempts.size(), RetrySchedule.MAX_TRIES),
                attempts.isEmpty() ? AttemptResult.NONE : AttemptResult.of(text, attempts.get(attempts.size() - 1)));
    }

    PortalResponse test(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        tests.send(call.app(), endpoint.id(), call.actor());
        return done(call, endpoint, "tested");
    }

    PortalResponse pause(PanelCall call) {
        return done(call, endpoints.pause(call.app(), WebhookPaths.endpoint(call), call.actor()), "paused");
    }

    PortalResponse resume(PanelCall call) {
        return done(call, endpoints.resume(call.app(), WebhookPaths.endpoint(call), call.actor()), "resumed");
    }
}
