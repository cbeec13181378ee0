package dev.drawbridge.webhooks;

import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.webhooks.store.WebhookEndpoint;

/** The form that deletes an endpoint. Thread-safe. */
final class DeleteEndpointPage {

    private final Endpoints endpoints;

    DeleteEndpointPage(Endpoints endpoints) {
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
