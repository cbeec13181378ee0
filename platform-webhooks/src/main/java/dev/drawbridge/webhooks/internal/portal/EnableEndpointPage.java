package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

/** The page that turns an endpoint on, and asks what becomes of the deliveries on hold. Thread-safe. */
public final class EnableEndpointPage {

    private final Endpoints endpoints;
    private final EnableEndpoint enable;
    private final DeliveryLog log;
    private final Templates templates = Templates.of(EnableEndpointPage.class);

    public EnableEndpointPage(Endpoints endpoints, EnableEndpoint enable, DeliveryLog log) {
        this.endpoints = endpoints;
        this.enable = enable;
        this.log = log;
    }

    /**
     * The model of {@code enableEndpoint.jte}.
     *
     * @param url where deliveries go
     * @param outage why it is off; null if it is on
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     */
    record Model(
            String url, @Nullable Outage outage, String action, String back, String formToken, FieldErrors errors) {}

    PortalResponse show(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        return endpoint.status() == EndpointStatus.ACTIVE
                ? PortalResponse.seeOther(WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()))
                : page(call, endpoint, FieldErrors.NONE);
    }

    PortalResponse enable(PanelCall call) {
        try {
            return EndpointPage.done(
                    call, enable.run(call, EnableEndpoint.ofForm(call.request())), WebhookFlash.ENDPOINT_ENABLED);
        } catch (WebhookRefusedException e) {
            if (e.reason() != Reason.INVALID) {
                throw e;
            }
            return page(call, endpoints.find(call.app(), WebhookPaths.endpoint(call)), FieldErrors.of(e.errors()));
        }
    }

    private PortalResponse page(PanelCall call, WebhookEndpoint endpoint, FieldErrors errors) {
        Model model = new Model(
                endpoint.url().toString(),
                Outage.of(templates.text(), endpoint, log.stats(endpoint)),
                WebhookPaths.of(call.app(), WebhookPaths.ENABLE, endpoint.id()),
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()),
                call.portal().formToken(),
                errors);
        return new PortalResponse.Page(
                errors.isEmpty() ? 200 : 422,
                templates.text().of("enable-endpoint.title"),
                templates.render("enableEndpoint", model));
    }
}
