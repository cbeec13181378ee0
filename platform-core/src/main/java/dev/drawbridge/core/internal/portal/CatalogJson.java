package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.List;
import java.util.Map;

/** The JSON calls about what there is to build with (spec of the portal, §6). Thread-safe. */
public final class CatalogJson {

    private final ScopeCatalog scopes;
    private final EventCatalog events;

    /**
     * Makes the calls.
     *
     * @param scopes what apps may be allowed
     * @param events what webhooks tell
     */
    public CatalogJson(ScopeCatalog scopes, EventCatalog events) {
        this.scopes = scopes;
        this.events = events;
    }

    record ScopeBody(String name, String title, String description, boolean sensitive, String minPlan) {

        static ScopeBody of(Scope scope) {
            return new ScopeBody(
                    scope.name(),
                    scope.title(),
                    scope.description(),
                    scope.sensitive(),
                    scope.minPlan().code());
        }
    }

    record EventBody(String name, String title, String requiredScope) {

        static EventBody of(EventType event) {
            return new EventBody(event.name(), event.title(), event.requiredScope());
        }
    }

    /**
     * Returns the calls, which need no session.
     *
     * @return the routes, open to everybody
     */
    public List<Route> routes() {
        return List.of(
                Route.portalJson(
                                "GET",
                                PortalPaths.JSON + "/catalog/scopes",
                                request -> items(
                                        scopes.all().stream().map(ScopeBody::of).toList()))
                        .openToEverybody(),
                Route.portalJson(
                                "GET",
                                PortalPaths.JSON + "/catalog/events",
                                request -> items(
                                        events.all().stream().map(EventBody::of).toList()))
                        .openToEverybody());
    }

    private static Response items(List<?> items) {
        return Response.json(200, Map.of("items", items));
    }
}
