package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.List;

/** The page of one delivery with its attempts (spec/portal.md P21). Thread-safe. */
public final class DeliveryPage {

    private static final String REDELIVERED = "redelivered";

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final boolean selfService;
    private final Templates templates = Templates.of(DeliveryPage.class);

    public DeliveryPage(Endpoints endpoints, DeliveryLog log, boolean selfService) {
        this.endpoints = endpoints;
        this.log = log;
        this.selfService = selfService;
    }

    /**
     * The model of {@code delivery.jte}.
     *
     * @param redelivered whether the delivery was just queued again
     * @param endpoint the URL that it goes to
     * @param endpointPage the path of the endpoint's page
     * @param redeliver the path that sends it again; empty if that is not possible
     */
    record Model(
            boolean redelivered,
            Delivery delivery,
            StatusBadge status,
            String endpoint,
            String endpointPage,
            String redeliver,
            String formToken,
            List<Row> attempts) {}

    record Row(String number, Instant at, AttemptResult result, String response) {}

    PortalResponse show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        Delivery delivery = log.find(call.app(), endpoint.id(), WebhookPaths.delivery(call));
        List<DeliveryAttempt> attempts = log.attempts(List.of(delivery)).getOrDefault(delivery.id(), List.of());
        boolean repeatable = selfService && endpoint.status() == EndpointStatus.ACTIVE;
        Model model = new Model(
                call.request().query().text("done").equals(REDELIVERED),
                delivery,
                StatusBadge.of(templates.text(), delivery.status()),
                endpoint.url().toString(),
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                repeatable ? WebhookPaths.of(call.app(), WebhookPaths.REDELIVER, endpoint.id(), delivery.id()) : "",
                call.portal().formToken(),
                attempts.stream().map(this::row).toList());
        return PortalResponse.page(templates.text().of("delivery.title"), templates.render("delivery", model));
    }

    private Row row(DeliveryAttempt attempt) {
        Messages text = templates.text();
        String error = attempt.error();
        return new Row(
                attempt.manual() ? text.of("delivery.manual", attempt.number()) : Integer.toString(attempt.number()),
                attempt.at(),
                AttemptResult.of(text, attempt),
                error == null ? attempt.snippet() : error);
    }

    PortalResponse redeliver(PanelCall call) {
        EndpointId endpoint = WebhookPaths.endpoint(call);
        String delivery = WebhookPaths.delivery(call);
        log.redeliver(call.app(), endpoint, delivery, call.actor());
        String page = WebhookPaths.of(call.app(), WebhookPaths.DELIVERY, endpoint, delivery);
        return PortalResponse.seeOther(page + "?done=" + REDELIVERED);
    }
}
