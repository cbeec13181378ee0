package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.PortalRoute.Surface;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Mounts the sections of the operator's area, each route behind the {@link OperatorGate}. Thread-safe. */
public final class OperatorArea {

    private final OperatorGate gate;

    /**
     * Makes the area.
     *
     * @param gate comes before every handler
     */
    public OperatorArea(OperatorGate gate) {
        this.gate = gate;
    }

    /**
     * Mounts sections, and the page that leads to them.
     *
     * @param panels the sections
     * @return the routes, none of which shows that it exists to anybody but operators
     */
    public List<Route> mount(List<OperatorPanel> panels) {
        List<OperatorPanel> ordered = panels.stream()
                .sorted(Comparator.comparingInt(OperatorPanel::order))
                .toList();
        OperatorHomePage home = new OperatorHomePage(ordered);
        List<Tab> sections = Stream.concat(
                        Stream.of(new Tab(home.title(), OperatorPaths.PAGES)),
                        ordered.stream().map(panel -> new Tab(panel.title(), OperatorPaths.PAGES + panel.path())))
                .toList();
        return Stream.concat(Stream.of(home.route()), ordered.stream().flatMap(panel -> panel.routes().stream()))
                .map(route -> mounted(route, sections))
                .toList();
    }

    private Route mounted(OperatorRoute route, List<Tab> sections) {
        String below = route.surface() == Surface.JSON ? OperatorPaths.JSON : OperatorPaths.PAGES;
        return Route.of(
                Route.Kind.HIDDEN,
                route.method(),
                below + route.path(),
                request -> gate.handle(route, sections, request));
    }
}
