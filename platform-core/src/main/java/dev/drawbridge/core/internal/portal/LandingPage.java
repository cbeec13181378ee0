package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.List;

/** What a developer sees first: what there is to build with. Thread-safe. */
public final class LandingPage {

    private static final List<Tier> TIERS = List.of(Tier.FREE, Tier.STARTER, Tier.PRO, Tier.HIGH);

    private final String productName;
    private final ScopeCatalog scopes;
    private final EventCatalog events;
    private final PlanLimits limits;
    private final SessionCookies sessions;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(LandingPage.class);

    /**
     * Makes the page.
     *
     * @param productName what the product is called
     * @param scopes what apps may be allowed
     * @param events what webhooks tell
     * @param limits how much apps may call
     * @param sessions recognise developers who are logged in
     * @param frame what pages for visitors have in common
     */
    public LandingPage(
            String productName,
            ScopeCatalog scopes,
            EventCatalog events,
            PlanLimits limits,
            SessionCookies sessions,
            VisitorFrame frame) {
        this.productName = productName;
        this.scopes = scopes;
        this.events = events;
        this.limits = limits;
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

    /**
     * The model of {@code landing.jte}.
     *
     * @param productName what the product is called
     * @param limits the plans with their quotas, possibly nothing
     * @param scopes what apps may be allowed
     * @param events what webhooks tell, possibly nothing
     */
    record Model(String productName, LimitTable limits, List<Scope> scopes, List<EventType> events) {}

    private Response page(Request request) {
        if (sessions.ofPage(request).isPresent()) {
            return Response.seeOther(PortalPaths.DASHBOARD);
        }
        return frame.page(
                200,
                templates.text().of("landing.title", productName),
                templates.render(
                        "landing", new Model(productName, LimitTable.of(TIERS, limits), scopes.all(), events.all())));
    }
}
