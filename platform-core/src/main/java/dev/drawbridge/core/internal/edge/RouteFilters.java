package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.csrf.CrossSiteRefusal;
import java.util.Optional;

/**
 * What comes before a route because of its {@link Route.Kind}: the one place where that is decided, so that no route forgets
 * it. Immutable and thread-safe.
 */
public final class RouteFilters {

    private static final PortalJsonFilter PORTAL_JSON = new PortalJsonFilter();

    private final CrossSite crossSite;
    private final StrangerLimit strangers;

    /**
     * Makes the filters.
     *
     * @param crossSite tells which requests another site made a browser send
     * @param strangers bounds the share of a network
     */
    public RouteFilters(CrossSite crossSite, StrangerLimit strangers) {
        this.crossSite = crossSite;
        this.strangers = strangers;
    }

    /**
     * Puts the filters before a route of the platform.
     *
     * @param route the route
     * @return the same behind them
     */
    public Route beforeOwn(Route route) {
        if (route.kind() == Route.Kind.HIDDEN) {
            // A refusal here would show that something is there; what hides checks everything by itself.
            return route;
        }
        Route filtered = route.kind() == Route.Kind.PORTAL_JSON ? route.behind(PORTAL_JSON) : route;
        return beforeHosts(route.unlimited() ? filtered : filtered.behind(strangers));
    }

    /**
     * Puts the filters before a route of the host, which decides by itself how often strangers may ask.
     *
     * @param route the route
     * @return the same behind them
     */
    public Route beforeHosts(Route route) {
        return route.changes() && route.kind().refusesOtherSites() ? route.behind(filter(route.kind())) : route;
    }

    private Filter filter(Route.Kind kind) {
        // JSON has no place for the token of a form, so a browser that hides where it comes from is refused there.
        return kind == Route.Kind.PORTAL_JSON
                ? (request, next) -> passed(crossSite.check(request, Optional.empty()), request, next)
                : (request, next) -> passed(crossSite.foreign(request), request, next);
    }

    private static Response passed(Optional<CrossSiteRefusal> refusal, Request request, Handler next) {
        if (refusal.isPresent()) {
            throw CrossSiteProblems.of(refusal.get());
        }
        return next.handle(request);
    }
}
