package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.webhooks.internal.endpoint.EndpointField.DESCRIPTION;
import static dev.drawbridge.webhooks.internal.endpoint.EndpointField.EVENTS;
import static dev.drawbridge.webhooks.internal.endpoint.EndpointField.STATUS;
import static dev.drawbridge.webhooks.internal.endpoint.EndpointField.URL;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch.Backlog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A developer changes an endpoint. Thread-safe. */
public final class EditEndpoint {

    private static final Set<String> FIELDS = Set.of(URL, DESCRIPTION, EVENTS, STATUS);
    private static final String NUMBER = "[0-9]{1,18}";

    private final Endpoints endpoints;
    private final EndpointSwitch switches;
    private final EndpointNotices notices;
    private final Transactions transactions;

    public EditEndpoint(
            Endpoints endpoints, EndpointSwitch switches, EndpointNotices notices, Transactions transactions) {
        this.endpoints = endpoints;
        this.switches = switches;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * What the developer wants; what is empty stays as it is.
     *
     * @param expectedVersion the version that they have seen, or empty to change whatever is there
     * @param url where to send
     * @param description for the developer
     * @param events the names of the events
     * @param status {@code ACTIVE} or {@code PAUSED}
     */
    record Input(
            OptionalLong expectedVersion,
            Optional<String> url,
            Optional<String> description,
            Optional<List<String>> events,
            Optional<EndpointStatus> status) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            EndpointDraft draft = CreateEndpoint.ofForm(form);
            return new Input(
                    OptionalLong.of(number(form.text("version"))),
                    Optional.of(draft.url()),
                    Optional.of(draft.description()),
                    Optional.of(draft.events()),
                    Optional.empty());
        }

        /**
         * Reads a JSON body and {@code If-Match}, which is optional here.
         *
         * @throws WebhookRefusedException {@code INVALID} if there is no such status
         */
        static Input ofJson(Request request) {
            JsonObject body = request.json().only(FIELDS);
            return new Input(
                    expectedVersion(request),
                    given(body, URL, body.text(URL).orElse("")),
                    given(body, DESCRIPTION, body.text(DESCRIPTION).orElse("")),
                    given(body, EVENTS, body.texts(EVENTS).orElse(List.of())),
                    body.text(STATUS).map(Input::wantedStatus));
        }

        /** A member that is null empties the field; one that is missing leaves it. */
        private static <T> Optional<T> given(JsonObject body, String field, T value) {
            return body.has(field) ? Optional.of(value) : Optional.empty();
        }

        private static OptionalLong expectedVersion(Request request) {
            Optional<String> tag = request.header("If-Match");
            return tag.isEmpty() || tag.get().equals("*")
                    ? OptionalLong.empty()
                    : OptionalLong.of(number(tag.get().replace("\"", "")));
        }

        /** A version that was never given out matches none. */
        private static long number(String version) {
            return version.matches(NUMBER) ? Long.parseLong(version) : -1;
        }

        private static EndpointStatus wantedStatus(String text) {
            return switch (text.toUpperCase(Locale.ROOT)) {
                case "ACTIVE" -> EndpointStatus.ACTIVE;
                case "PAUSED" -> EndpointStatus.PAUSED;
                default ->
                    throw WebhookRefusedException.invalid(
                            STATUS,
                            EndpointField.Code.UNKNOWN_STATUS,
                            WebhookTexts.text().of("refused.endpoint-status"));
            };
        }

        private boolean changesFields() {
            return url.isPresent() || description.isPresent() || events.isPresent();
        }

        private EndpointDraft draft(WebhookEndpoint endpoint) {
            return new EndpointDraft(
                    url.orElseGet(() -> endpoint.url().toString()),
                    description.orElse(endpoint.description()),
                    events.orElse(endpoint.events()));
        }
    }

    /**
     * Changes the endpoint, and sends a notice if its events now go to another address.
     *
     * @throws WebhookRefusedException as {@link Endpoints#edit} does
     */
    WebhookEndpoint run(PanelCall call, EndpointId id, Input input) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), id);
        if (input.changesFields()) {
            endpoint = edit(call, id, input.expectedVersion(), input.draft(endpoint));
        }
        if (input.status().isPresent()) {
            endpoint = input.status().get() == EndpointStatus.ACTIVE
                    ? switches.enable(call.app(), id, Backlog.SEND, call.actor())
                    : switches.pause(call.app(), id, call.actor());
        }
        return endpoint;
    }

    private WebhookEndpoint edit(PanelCall call, EndpointId id, OptionalLong expectedVersion, EndpointDraft draft) {
        return transactions.inTransaction(() -> {
            WebhookEndpoint before = endpoints.find(call.app(), id);
            WebhookEndpoint after = endpoints.edit(call.app(), id, expectedVersion, draft, call.actor());
            if (!after.url().equals(before.url())) {
                notices.urlChanged(call, before, after);
            }
            return after;
        });
    }

    /** Tells whether a posted form sends events to another address. */
    boolean changesUrlByForm(PanelCall call) {
        return changesUrl(call, Optional.of(call.request().form().text(URL)));
    }

    /** Tells whether a JSON body sends events to another address. */
    boolean changesUrlByJson(PanelCall call) {
        JsonObject body = call.request().json().only(FIELDS);
        return body.has(URL) && changesUrl(call, body.text(URL));
    }

    // An endpoint that does not exist is refused by the change itself.
    private boolean changesUrl(PanelCall call, Optional<String> url) {
        String id = call.request().pathParameter("endpoint");
        return endpoints.list(call.app()).stream()
                .filter(endpoint -> endpoint.id().value().equals(id))
                .anyMatch(endpoint ->
                        !endpoint.url().toString().equals(url.map(String::strip).orElse("")));
    }
}
