package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.spi.EndpointId;

/** Where the portal's pages about webhooks are: patterns below the page of an app, and links. */
final class WebhookPaths {

    static final String LIST = "/webhooks";
    static final String NEW = LIST + "/new";
    static final String ENDPOINT = LIST + "/{endpoint}";
    static final String EDIT = ENDPOINT + "/edit";
    static final String PAUSE = ENDPOINT + "/pause";
    static final String ENABLE = ENDPOINT + "/enable";
    static final String RECOVER = ENDPOINT + "/recover";
    static final String TEST = ENDPOINT + "/test";
    static final String ROTATE = ENDPOINT + "/rotate";
    static final String DELETE = ENDPOINT + "/delete";
    static final String DELIVERIES = ENDPOINT + "/deliveries";
    static final String DELIVERY = DELIVERIES + "/{delivery}";
    static final String REDELIVER = DELIVERY + "/redeliver";

    private WebhookPaths() {}

    /** The page of an app's endpoints, or one below it that names no endpoint. */
    static String of(App app, String pattern) {
        return PortalPaths.app(app.id(), pattern);
    }

    /** A page about one endpoint. */
    static String of(App app, String pattern, EndpointId endpoint) {
        return of(app, pattern.replace("{endpoint}", endpoint.value()));
    }

    /** A page about one delivery. */
    static String of(App app, String pattern, EndpointId endpoint, String delivery) {
        return of(app, pattern.replace("{delivery}", delivery), endpoint);
    }

    /**
     * Returns the endpoint that the path of a call names.
     *
     * @throws WebhookRefusedException {@code UNKNOWN} if no endpoint can have that id
     */
    static EndpointId endpoint(PanelCall call) {
        String id = call.request().pathParameter("endpoint");
        if (id.isEmpty() || id.length() > EndpointId.MAX_LENGTH) {
            throw new WebhookRefusedException(Reason.UNKNOWN);
        }
        return new EndpointId(id);
    }

    /** Returns the delivery that the path of a call names. */
    static String delivery(PanelCall call) {
        return call.request().pathParameter("delivery");
    }
}
