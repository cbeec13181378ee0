package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Badge;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.Optional;

/** The page that lists the endpoints of an app (spec/portal.md P20). Thread-safe. */
public final class EndpointsPage {

    private final Endpoints endpoints;
    private final Optional<String> contact;

    /**
     * Makes the page.
     *
     * @param contact where developers ask for endpoints, or empty if they manage them themselves
     */
    public EndpointsPage(Endpoints endpoints, Optional<String> contact) {
        this.endpoints = endpoints;
        this.contact = contact;
    }

    static Html badge(EndpointStatus status) {
        return switch (status) {
            case ACTIVE -> Badge.of("Enabled", Tone.GOOD);
            case PAUSED -> Badge.of("Disabled by you", Tone.NEUTRAL);
            case DISABLED_AUTO -> Badge.of("Disabled automatically", Tone.BAD);
            case DISABLED_GONE -> Badge.of("Disabled (410 Gone)", Tone.BAD);
        };
    }

    Answer show(PanelCall call) {
        List<WebhookEndpoint> all = endpoints.list(call.app());
        Html note = contact.map(address -> Alert.info("Webhook endpoints are set up by us. Contact " + address + ".")
                        .render())
                .orElse(Html.EMPTY);
        boolean room = contact.isEmpty() && all.size() < Endpoints.MAX_ENDPOINTS;
        Html add = room ? Link.primary(WebhookPaths.of(call.app(), WebhookPaths.NEW), "Add endpoint") : Html.EMPTY;
        Html content = all.isEmpty()
                ? EmptyState.of(
                        "No webhook endpoints yet",
                        "Add an endpoint to hear of events in the companies that connected your app.",
                        add)
                : Card.of("Endpoints", add, table(call, all));
        return Answer.page("Webhooks", note.plus(content));
    }

    private static Html table(PanelCall call, List<WebhookEndpoint> all) {
        DataTable table = DataTable.of("Webhook endpoints", "URL", "Description", "Events", "Status");
        for (WebhookEndpoint endpoint : all) {
            String page = WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, endpoint.id());
            table = table.row(
                    Link.to(page, endpoint.url().toString()),
                    Html.text(endpoint.description()),
                    Html.text(String.join(", ", endpoint.events())),
                    badge(endpoint.status()));
        }
        return table.render();
    }
}
