package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch.Backlog;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.Locale;
import java.util.Set;

/** A developer turns an endpoint on, and says what becomes of the deliveries that waited. Thread-safe. */
public final class EnableEndpoint {

    private final EndpointSwitch switches;

    public EnableEndpoint(EndpointSwitch switches) {
        this.switches = switches;
    }

    /**
     * Reads a posted form.
     *
     * @throws WebhookRefusedException {@code INVALID} if the choice is none of the two
     */
    static Backlog ofForm(Request request) {
        return backlog(request.form().text(EndpointField.BACKLOG));
    }

    /**
     * Reads a JSON body, which may be missing.
     *
     * @throws WebhookRefusedException {@code INVALID} if the choice is none of the two
     */
    static Backlog ofJson(Request request) {
        return request.body().length == 0
                ? Backlog.SEND
                : backlog(request.json()
                        .only(Set.of(EndpointField.BACKLOG))
                        .text(EndpointField.BACKLOG)
                        .orElse(""));
    }

    private static Backlog backlog(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "", "SEND" -> Backlog.SEND;
            case "DROP" -> Backlog.DROP;
            default ->
                throw WebhookRefusedException.invalid(
                        EndpointField.BACKLOG,
                        EndpointField.Code.UNKNOWN_BACKLOG,
                        WebhookTexts.text().of("refused.backlog"));
        };
    }

    /**
     * Turns the endpoint on.
     *
     * @throws WebhookRefusedException as {@link EndpointSwitch#enable} does
     */
    WebhookEndpoint run(PanelCall call, Backlog backlog) {
        return switches.enable(call.app(), WebhookPaths.endpoint(call), backlog, call.actor());
    }
}
