package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;

/** The form that deletes an endpoint. Thread-safe. */
public final class DeleteEndpointPage {

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final Templates templates = Templates.of(DeleteEndpointPage.class);

    public DeleteEndpointPage(Endpoints endpoints, DeliveryLog log) {
        this.endpoints = endpoints;
        this.log = log;
    }

    /**
     * The model of {@code deleteEndpoint.jte}.
     *
     * @param url where deliveries go today
     * @param waiting how many deliveries wait
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param formToken the token of the form
     */
    record Model(String url, long waiting, String action, String back, String formToken) {}

    PortalResponse form(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        return PortalResponse.page(
                templates.text().of("delete-endpoint.title"),
                templates.render(
                        "deleteEndpoint",
                        new Model(
                                endpoint.url().toString(),
                                log.stats(endpoint).waiting(),
                                WebhookPaths.of(call.app(), WebhookPaths.DELETE, endpoint.id()),
                                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                                call.portal().formToken())));
    }

    PortalResponse delete(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        endpoints.delete(call.app(), endpoint.id(), call.actor());
        return PortalResponse.done(
                WebhookPaths.of(call.app(), WebhookPaths.LIST),
                WebhookFlash.ENDPOINT_DELETED,
                endpoint.url().getHost());
    }
}
