package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;

/** The form that deletes an endpoint. Thread-safe. */
public final class DeleteEndpointPage {

    private final Endpoints endpoints;

    public DeleteEndpointPage(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    Answer form(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        Html form = Form.post(
                        WebhookPaths.of(call.app(), WebhookPaths.DELETE, endpoint.id()),
                        call.portal().formToken())
                .danger("Delete endpoint", "confirm", "yes")
                .cancel(WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id()), "Cancel")
                .render();
        Html text = Html.text("Nothing more is sent to " + endpoint.url()
                + ", waiting deliveries included. Its signing secret ends. This cannot be undone.");
        return Answer.page("Delete webhook endpoint", Card.danger("Delete", text.plus(form)));
    }

    Answer delete(PanelCall call) {
        endpoints.delete(call.app(), WebhookPaths.endpoint(call), call.actor());
        return Answer.seeOther(WebhookPaths.of(call.app(), WebhookPaths.LIST));
    }
}
