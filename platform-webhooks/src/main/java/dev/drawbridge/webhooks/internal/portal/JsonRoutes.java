package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.spi.PanelRoute;
import java.util.List;

/** The JSON calls about webhooks, below the resource of an app. Immutable and thread-safe. */
public final class JsonRoutes {

    private static final String LIST = WebhookPaths.LIST;
    private static final String ENDPOINT = WebhookPaths.ENDPOINT;
    private static final String DELIVERIES = WebhookPaths.DELIVERIES;

    private final EndpointJson endpoints;
    private final DeliveryJson deliveries;
    private final EditEndpoint edit;

    public JsonRoutes(EndpointJson endpoints, DeliveryJson deliveries, EditEndpoint edit) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.edit = edit;
    }

    /** What every developer sees. */
    List<PanelRoute> reading() {
        return List.of(
                PanelRoute.json("GET", LIST, endpoints::list),
                PanelRoute.json("GET", ENDPOINT, endpoints::show),
                PanelRoute.json("GET", DELIVERIES, deliveries::list));
    }

    /** What developers may do who manage their endpoints themselves. */
    List<PanelRoute> changing() {
        return List.of(
                PanelRoute.json("POST", LIST, endpoints::create).reauthenticated(),
                PanelRoute.json("PATCH", ENDPOINT, endpoints::edit).reauthenticatedIf(edit::changesUrlByJson),
                PanelRoute.json("DELETE", ENDPOINT, endpoints::delete)
                        .withoutReauthentication(WebhookPanel.ENDS_DELIVERIES),
                PanelRoute.json("POST", ENDPOINT + "/secret/rotate", endpoints::rotate)
                        .reauthenticated(),
                PanelRoute.json("POST", WebhookPaths.ENABLE, endpoints::enable)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.json("POST", WebhookPaths.RECOVER, deliveries::recover)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.json("POST", WebhookPaths.TEST, endpoints::test)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER),
                PanelRoute.json("POST", WebhookPaths.REDELIVER, deliveries::redeliver)
                        .withoutReauthentication(WebhookPanel.SAME_RECEIVER));
    }
}
