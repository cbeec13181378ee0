package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.spi.PanelRoute;
import java.util.List;

/** The pages of the tab, below the page of an app. Immutable and thread-safe. */
public final class PageRoutes {

    private final EndpointsPage endpoints;
    private final EndpointFormPage form;
    private final EndpointPage endpoint;
    private final EnableEndpointPage enabling;
    private final RotateSecretPage rotation;
    private final DeleteEndpointPage deletion;
    private final DeliveryPage delivery;
    private final EditEndpoint edit;

    public PageRoutes(
            EndpointsPage endpoints,
            EndpointFormPage form,
            EndpointPage endpoint,
            EnableEndpointPage enabling,
            RotateSecretPage rotation,
            DeleteEndpointPage deletion,
            DeliveryPage delivery,
            EditEndpoint edit) {
        this.endpoints = endpoints;
        this.form = form;
        this.endpoint = endpoint;
        this.enabling = enabling;
        this.rotation = rotation;
        this.deletion = deletion;
        this.delivery = delivery;
        this.edit = edit;
    }

    /** What every developer sees. */
    List<PanelRoute> reading() {
        return List.of(
                PanelRoute.page("GET", WebhookPaths.LIST, endpoints::show),
                PanelRoute.page("GET", WebhookPaths.ENDPOINT, endpoint::show),
                PanelRoute.page("GET", WebhookPaths.DELIVERY, delivery::show));
    }

    /** What developers may do who manage their endpoints themselves. */
    List<PanelRoute> changing() {
        return List.of(
                PanelRoute.page("GET", WebhookPaths.NEW, form::newForm),
                PanelRoute.page("POST", WebhookPaths.NEW, form::create).reauthenticated(),
                PanelRoute.page("GET", WebhookPaths.EDIT, form::editForm),
                PanelRoute.page("POST", WebhookPaths.EDIT, form::edit).reauthenticatedIf(edit::changesUrlByForm),
                PanelRoute.page("POST", WebhookPaths.PAUSE, endpoint::pause)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.page("GET", WebhookPaths.ENABLE, enabling::show),
                PanelRoute.page("POST", WebhookPaths.ENABLE, enabling::enable)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.page("POST", WebhookPaths.TEST, endpoint::test)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.page("GET", WebhookPaths.ROTATE, rotation::form),
                PanelRoute.page("POST", WebhookPaths.ROTATE, rotation::rotate).reauthenticated(),
                PanelRoute.page("GET", WebhookPaths.DELETE, deletion::form),
                PanelRoute.page("POST", WebhookPaths.DELETE, deletion::delete)
                        .withoutReauthentication(WebhookPanel.ENDS_DELIVERIES),
                PanelRoute.page("POST", WebhookPaths.REDELIVER, delivery::redeliver)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER));
    }
}
