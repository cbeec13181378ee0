package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.List;
import java.util.Locale;

/** What a developer sees first: what there is to build with. Thread-safe. */
public final class LandingPage {

    private static final List<Tier> TIERS = List.of(Tier.FREE, Tier.STARTER, Tier.PRO, Tier.HIGH);

    private final String productName;
    private final ScopeCatalog scopes;
    private final EventCatalog events;
    private final SessionCookies sessions;
    private final VisitorFrame frame;

    /**
     * Makes the page.
     *
     * @param productName what the product is called
     * @param scopes what apps may be allowed
     * @param events what webhooks tell
     * @param sessions recognise developers who are logged in
     * @param frame what pages for visitors have in common
     */
    public LandingPage(
            String productName, ScopeCatalog scopes, EventCatalog events, SessionCookies sessions, VisitorFrame frame) {
        this.productName = productName;
        this.scopes = scopes;
        this.events = events;
        this.sessions = sessions;
        this.frame = frame;
    }

    /**
     * Returns the route of the page.
     *
     * @return open to everybody
     */
    public Route route() {
        return Route.page("GET", PortalPaths.PAGES, this::page).openToEverybody();
    }

    private Response page(Request request) {
        return sessions.ofPage(request).isPresent()
                ? Response.seeOther(PortalPaths.DASHBOARD)
                : frame.page(200, "Build on " + productName, content());
    }

    private Html content() {
        Html intro = Text.lead("Connect your software to " + productName
                        + ": register an app, let customers connect it, call the API and receive webhooks.")
                .plus(Layout.row(Link.primary(PortalPaths.SIGN_UP, "Create account")
                        .plus(Link.secondary(PortalPaths.LOGIN, "Log in"))));
        return Layout.hero(intro)
                .plus(Card.of("Rate limits by plan", limits()))
                .plus(Card.of("Scopes", scopeTable()))
                .plus(events.all().isEmpty() ? Html.EMPTY : Card.of("Webhook events", eventTable()));
    }

    private static Html limits() {
        DataTable table = DataTable.of("Rate limits by plan", "Plan of the customer", "Requests per hour");
        for (Tier tier : TIERS) {
            String limit =
                    tier.apiAllowed() ? String.format(Locale.ROOT, "%,d", tier.requestsPerHour()) : "API not available";
            table.row(Html.text(tier.code()), Html.text(limit));
        }
        return table.render().plus(Text.muted("Limits count per customer company, whatever the number of apps."));
    }

    private Html scopeTable() {
        DataTable table = DataTable.of("Scopes", "Scope", "What it allows", "From plan");
        for (Scope scope : scopes.all()) {
            table.row(
                    Text.mono(scope.name()),
                    Html.text(scope.title()),
                    Html.text(scope.minPlan().code()));
        }
        return table.render();
    }

    private Html eventTable() {
        DataTable table = DataTable.of("Webhook events", "Event", "When", "Needs the scope");
        for (EventType event : events.all()) {
            table.row(Text.mono(event.name()), Html.text(event.title()), Text.mono(event.requiredScope()));
        }
        return table.render();
    }
}
