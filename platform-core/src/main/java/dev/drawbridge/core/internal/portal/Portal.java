package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.http.LargeBodies;
import dev.drawbridge.core.internal.portal.frame.AccountProblems;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.FlashMessage;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.PortalShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The portal's shell: mounts the pages and JSON calls of all features, each behind the {@link PortalGate}. Thread-safe. */
public final class Portal implements PortalShell {

    private final PortalGate gate;
    private final DashboardPage dashboard;
    private final AppOverviewPage overview;
    private final List<FlashMessage> messages;

    /**
     * Makes the shell.
     *
     * @param gate comes before every handler
     * @param dashboard the developer's first page
     * @param overview the first tab of an app
     * @param messages what pages say after actions that belong to no panel
     */
    public Portal(PortalGate gate, DashboardPage dashboard, AppOverviewPage overview, List<FlashMessage> messages) {
        this.gate = gate;
        this.dashboard = dashboard;
        this.overview = overview;
        this.messages = List.copyOf(messages);
    }

    @Override
    public Optional<Chrome> chrome(Request request) {
        return gate.chrome(request);
    }

    @Override
    public List<Route> mount(List<PortalRoute> pages, List<AppPanel> panels) {
        List<MountedRoute> mounted = new ArrayList<>();
        pages.forEach(route -> mounted.add(MountedRoute.of(route)));
        panels.forEach(panel -> panel.routes().forEach(route -> mounted.add(MountedRoute.of(route))));
        mounted.add(MountedRoute.of(dashboard.route(panels)));
        mounted.add(MountedRoute.of(overview.route(panels)));
        MountedRoutes all = MountedRoutes.of(mounted, panels, messages);
        return mounted.stream()
                .map(route -> Route.of(
                        route.json() ? Route.Kind.PORTAL_JSON : Route.Kind.PAGE,
                        route.method(),
                        route.path(),
                        LargeBodies.upTo(
                                route.body().maxBytes(),
                                AccountProblems.mapping(request -> gate.handle(route, all, request)))))
                .toList();
    }
}
