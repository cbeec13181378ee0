package dev.drawbridge.core.account;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.core.panel.PortalCall;
import dev.drawbridge.core.panel.PortalRoute;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One way into the portal: a page or JSON call of a developer, or of one of his apps.
 *
 * @param json whether it is a JSON call
 * @param method upper-case
 * @param path the full template
 * @param aboutApp whether the path names an app
 * @param reauth whether the password must have been given recently
 * @param handler what answers; the app is there exactly if {@code aboutApp}
 */
record Entry(
        boolean json,
        String method,
        String path,
        boolean aboutApp,
        boolean reauth,
        BiFunction<PortalCall, Optional<App>, Answer> handler) {

    static Entry of(PortalRoute route) {
        boolean json = route.surface() == PortalRoute.Surface.JSON;
        return new Entry(
                json,
                route.method(),
                (json ? PortalPaths.JSON : PortalPaths.PAGES) + route.path(),
                false,
                route.reauth(),
                (call, app) -> route.handler().apply(call));
    }

    static Entry of(PanelRoute route) {
        boolean json = route.surface() == PortalRoute.Surface.JSON;
        return new Entry(
                json,
                route.method(),
                (json ? PortalPaths.JSON : PortalPaths.PAGES) + PortalPaths.APP + route.path(),
                true,
                route.reauth(),
                (call, app) -> route.handler().apply(new PanelCall(call, app.orElseThrow())));
    }

    boolean changes() {
        return !method.equals("GET");
    }
}
