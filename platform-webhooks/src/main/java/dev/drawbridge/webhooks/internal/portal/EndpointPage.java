package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.internal.html.Components;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.delivery.RetrySchedule;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.internal.portal.ListDeliveries.Filter;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of one endpoint with its deliveries (spec/portal.md P21). Thread-safe. */
public final class EndpointPage {

    private final Endpoints endpoints;
    private final EndpointSwitch switches;
    private final TestEvents tests;
    private final ListDeliveries list;
    private final DeliveryLog log;
    private final boolean selfService;
    private final Templates templates = Templates.of(EndpointPage.class);

    public EndpointPage(
            Endpoints endpoints,
            EndpointSwitch switches,
            TestEvents tests,
            ListDeliveries list,
            DeliveryLog log,
            boolean selfService) {
        this.endpoints = endpoints;
        this.switches = switches;
        this.tests = tests;
        this.list = list;
        this.log = log;
        this.selfService = selfService;
    }

    /**
     * The model of {@code endpoint.jte}.
     *
     * @param outage why the endpoint is off; null if it is on
     * @param changeable whether the developer may change the endpoint
     * @param figures how deliveries went in the last seven days
     * @param filters which deliveries there are to choose from
     * @param shown the deliveries that were chosen
     * @param older the path of the next page of deliveries, or empty
     * @param newest the path of the first page, empty on it
     */
    record Model(
            WebhookEndpoint endpoint,
            StatusBadge status,
            @Nullable Outage outage,
            boolean changeable,
            Figures figures,
            Paths paths,
            String formToken,
            List<FilterLink> filters,
            Filter shown,
            List<Row> deliveries,
            String older,
            String newest) {

        boolean active() {
            return outage == null;
        }
    }

    record Figures(
            long accepted,
            long failed,
            long waiting,
            @Nullable Duration median) {}

    record FilterLink(Filter filter, String href, String count) {}

    record Paths(String page, String edit, String test, String pause, String enable, String rotate, String delete) {

        static Paths of(PanelCall call, WebhookEndpoint endpoint) {
            return new Paths(
                    WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.EDIT, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.TEST, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.PAUSE, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.ENABLE, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.ROTATE, endpoint.id()),
                    WebhookPaths.of(call.app(), WebhookPaths.DELETE, endpoint.id()));
        }

        String listing(Filter filter) {
            return filter == Filter.ALL ? page : page + "?status=" + filter;
        }

        String older(Filter filter, String cursor) {
            return listing(filter) + (filter == Filter.ALL ? "?" : "&") + "cursor=" + cursor;
        }
    }

    record Row(Instant at, String page, String event, StatusBadge status, String attempts, AttemptResult last) {}

    /** Leads back to the page, which then says what was done. */
    static PortalResponse done(PanelCall call, WebhookEndpoint endpoint, WebhookFlash done) {
        String page = WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id());
        return PortalResponse.done(page, done, endpoint.url().getHost());
    }

    PortalResponse show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        ListDeliveries.Input input = ListDeliveries.Input.ofPage(call.request().query());
        ListDeliveries.Result page = list.run(call, endpoint, input);
        DeliveryStats stats = log.stats(endpoint);
        Paths paths = Paths.of(call, endpoint);
        Filter shown = input.filter();
        Model model = new Model(
                endpoint,
                StatusBadge.of(templates.text(), endpoint.status()),
                Outage.of(templates.text(), endpoint, stats),
                selfService && Changeable.is(call.app()),
                new Figures(stats.accepted(), stats.attempts() - stats.accepted(), stats.waiting(), stats.median()),
                paths,
                call.portal().formToken(),
                filters(endpoint, paths, stats),
                shown,
                page.items().stream()
                        .map(delivery -> row(call, endpoint, delivery, page.attempts(delivery)))
                        .toList(),
                page.next().map(cursor -> paths.older(shown, cursor)).orElse(""),
                input.after().isPresent() ? paths.listing(shown) : "");
        return PortalResponse.page(
                templates.text().of("endpoint.title"),
                templates.render("endpoint", model),
                Head.NONE
                        .badge(templates.render("statusBadge", model.status()))
                        .meta(Html.text(endpoint.url().toString())));
    }

    private static List<FilterLink> filters(WebhookEndpoint endpoint, Paths paths, DeliveryStats stats) {
        return Stream.of(Filter.values())
                .filter(filter -> filter.possible(endpoint.status()))
                .map(filter -> new FilterLink(filter, paths.listing(filter), count(filter, stats)))
                .toList();
    }

    private static String count(Filter filter, DeliveryStats stats) {
        long count = filter.statuses().stream().mapToLong(stats::count).sum();
        return Components.number(count) + (count >= DeliveryStats.MAX_COUNTED ? "+" : "");
    }

    private Row row(PanelCall call, WebhookEndpoint endpoint, Delivery delivery, List<DeliveryAttempt> attempts) {
        Messages text = templates.text();
        return new Row(
                delivery.createdAt(),
                WebhookPaths.of(call.app(), WebhookPaths.DELIVERY, endpoint.id(), delivery.id()),
                delivery.event(),
                StatusBadge.of(
                        text, ShownDelivery.of(delivery, endpoint.status()).status()),
                text.of("endpoint.attempts", attempts.size(), RetrySchedule.MAX_TRIES),
                attempts.isEmpty() ? AttemptResult.NONE : AttemptResult.of(text, attempts.get(attempts.size() - 1)));
    }

    PortalResponse test(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        tests.send(call.app(), endpoint.id(), call.actor());
        return done(call, endpoint, WebhookFlash.TEST_QUEUED);
    }

    PortalResponse pause(PanelCall call) {
        return done(
                call,
                switches.pause(call.app(), WebhookPaths.endpoint(call), call.actor()),
                WebhookFlash.ENDPOINT_DISABLED);
    }
}
