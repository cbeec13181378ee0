package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import java.util.List;
import java.util.Set;

/** A developer adds an endpoint. Thread-safe. */
public final class CreateEndpoint {

    private static final Set<String> FIELDS =
            Set.of(EndpointField.URL, EndpointField.DESCRIPTION, EndpointField.EVENTS, EndpointField.STATUS);

    private final Endpoints endpoints;
    private final EndpointNotices notices;
    private final Transactions transactions;

    public CreateEndpoint(Endpoints endpoints, EndpointNotices notices, Transactions transactions) {
        this.endpoints = endpoints;
        this.notices = notices;
        this.transactions = transactions;
    }

    /** Reads a posted form. */
    static EndpointDraft ofForm(Parameters form) {
        return new EndpointDraft(
                form.text(EndpointField.URL), form.text(EndpointField.DESCRIPTION), form.all(EndpointField.EVENTS));
    }

    /** Reads a JSON body. */
    static EndpointDraft ofJson(JsonObject body) {
        body.only(FIELDS);
        return new EndpointDraft(
                body.text(EndpointField.URL).orElse(""),
                body.text(EndpointField.DESCRIPTION).orElse(""),
                body.texts(EndpointField.EVENTS).orElse(List.of()));
    }

    /**
     * Adds the endpoint and sends the notice.
     *
     * @throws WebhookRefusedException as {@link Endpoints#create} does
     */
    NewEndpoint run(PanelCall call, EndpointDraft draft) {
        return transactions.inTransaction(() -> {
            NewEndpoint created = endpoints.create(call.app(), draft, call.actor());
            notices.created(call, created.endpoint());
            return created;
        });
    }
}
