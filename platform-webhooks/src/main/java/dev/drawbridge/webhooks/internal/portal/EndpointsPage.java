package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page that lists the endpoints of an app (spec/portal.md P20). Thread-safe. */
public final class EndpointsPage {

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final Optional<String> contact;
    private final Templates templates = Templates.of(EndpointsPage.class);

    /**
     * Makes the page.
     *
     * @param contact where developers ask for endpoints, or empty if they manage them themselves
     */
    public EndpointsPage(Endpoints endpoints, DeliveryLog log, Optional<String> contact) {
        this.endpoints = endpoints;
        this.log = log;
        this.contact = contact;
    }

    /**
     * The model of {@code endpoints.jte}.
     *
     * @param contact where developers ask for endpoints; empty if they manage them themselves
     * @param add the path of the form that adds one; empty if there may be no further one
     * @param rows the endpoints
     */
    record Model(String contact, String add, List<Row> rows) {}

    /**
     * An endpoint.
     *
     * @param page the path of its page
     * @param rate the share of attempts that succeeded in the last seven days, or empty
     * @param lastDelivery when a message was accepted last, or null
     */
    record Row(
            String page,
            String url,
            String description,
            List<String> events,
            StatusBadge status,
            String rate,
            @Nullable Instant lastDelivery) {}

    PortalResponse show(PanelCall call) {
        List<WebhookEndpoint> all = endpoints.list(call.app());
        boolean room = contact.isEmpty() && Changeable.is(call.app()) && all.size() < Endpoints.MAX_ENDPOINTS;
        Model model = new Model(
                contact.orElse(""),
                room ? WebhookPaths.of(call.app(), WebhookPaths.NEW) : "",
                all.stream().map(endpoint -> row(call, endpoint)).toList());
        return PortalResponse.page(templates.text().of("endpoints.title"), templates.render("endpoints", model));
    }

    private Row row(PanelCall call, WebhookEndpoint endpoint) {
        DeliveryStats stats = log.stats(endpoint);
        return new Row(
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                endpoint.url().toString(),
                endpoint.description(),
                endpoint.events(),
                StatusBadge.of(templates.text(), endpoint.status()),
                stats.attempts() == 0
                        ? ""
                        : templates.text().of("endpoints.percent", (double) stats.accepted() / stats.attempts()),
                stats.lastAccepted());
    }
}
