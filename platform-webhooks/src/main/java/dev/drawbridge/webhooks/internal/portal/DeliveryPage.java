package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
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
import org.jspecify.annotations.Nullable;

/** The page of one delivery with its attempts (spec/portal.md P21). Thread-safe. */
public final class DeliveryPage {

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
     * @param nextAttemptAt when it is tried next, or null
     * @param endpoint the URL that it goes to
     * @param endpointPage the path of the endpoint's page
     * @param redeliver the path that sends it again; empty if that is not possible
     * @param message what is sent
     */
    record Model(
            Delivery delivery,
            StatusBadge status,
            @Nullable Instant nextAttemptAt,
            String endpoint,
            String endpointPage,
            String redeliver,
            String formToken,
            Message message,
            List<Row> attempts) {}

    /**
     * What is sent.
     *
     * @param pretty the body with line breaks, as people read it
     * @param headers the headers of the last attempt, or of the next one
     * @param curl the command that sends the same, without a signature
     */
    record Message(String pretty, String headers, String curl) {}

    record Row(String number, Instant at, AttemptResult result, String response) {}

    PortalResponse show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        Delivery delivery = log.find(call.app(), endpoint.id(), WebhookPaths.delivery(call));
        List<DeliveryAttempt> attempts = log.attempts(List.of(delivery)).getOrDefault(delivery.id(), List.of());
        ShownDelivery shown = ShownDelivery.of(delivery, endpoint.status());
        boolean repeatable = selfService && Changeable.is(call.app()) && endpoint.status() == EndpointStatus.ACTIVE;
        Model model = new Model(
                delivery,
                StatusBadge.of(templates.text(), shown.status()),
                shown.nextAttemptAt(),
                endpoint.url().toString(),
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                repeatable ? WebhookPaths.of(call.app(), WebhookPaths.REDELIVER, endpoint.id(), delivery.id()) : "",
                call.portal().formToken(),
                message(endpoint, delivery, attempts),
                attempts.stream().map(this::row).toList());
        return PortalResponse.page(
                delivery.event(),
                templates.render("delivery", model),
                Head.NONE
                        .below(List.of(new Tab(host(endpoint), model.endpointPage())))
                        .badge(templates.render("statusBadge", model.status()))
                        .documentTitle(templates.text().of("delivery.title", delivery.event())));
    }

    private static String host(WebhookEndpoint endpoint) {
        return endpoint.url().getHost() + endpoint.url().getPath();
    }

    private Message message(WebhookEndpoint endpoint, Delivery delivery, List<DeliveryAttempt> attempts) {
        String timestamp = attempts.isEmpty()
                ? templates.text().of("delivery.no-timestamp")
                : Long.toString(attempts.get(attempts.size() - 1).at().getEpochSecond());
        String headers = "content-type: application/json\nwebhook-id: " + delivery.messageId() + "\nwebhook-timestamp: "
                + timestamp + "\nwebhook-signature: v1,<signature>";
        String curl = "curl " + quoted(endpoint.url().toString())
                + " \\\n  -H 'content-type: application/json' \\\n  -H " + quoted("webhook-id: " + delivery.messageId())
                + " \\\n  --data-raw " + quoted(delivery.body());
        return new Message(PrettyJson.of(delivery.body()), headers, curl);
    }

    /** Nothing in it is read by the shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
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
        return PortalResponse.done(page, WebhookFlash.REDELIVERY_QUEUED, "");
    }
}
