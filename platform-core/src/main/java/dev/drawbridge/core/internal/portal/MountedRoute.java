package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.app.App;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * One way into the portal: a page or JSON call of a developer, or of one of their apps.
 *
 * @param json whether it is a JSON call
 * @param method upper-case
 * @param path the full template
 * @param aboutApp whether the path names an app
 * @param reauth whether a call needs that the password was given recently; the app is there exactly if {@code aboutApp}
 * @param body what a request may bring
 * @param handler what responds; the app is there exactly if {@code aboutApp}
 */
record MountedRoute(
        boolean json,
        String method,
        String path,
        boolean aboutApp,
        BiPredicate<PortalCall, Optional<App>> reauth,
        PanelRoute.Body body,
        BiFunction<PortalCall, Optional<App>, PortalResponse> handler) {

    private static final PanelRoute.Body PLAIN = new PanelRoute.Body(Request.MAX_BODY_BYTES, Set.of());

    /** The path parameter that names an app. */
    static final String APP_ID = "app";

    private static final String APP = PortalPaths.APPS + "/{" + APP_ID + "}";

    static MountedRoute of(PortalRoute route) {
        boolean json = route.surface() == PortalRoute.Surface.JSON;
        return new MountedRoute(
                json,
                route.method(),
                (json ? PortalPaths.JSON : PortalPaths.PAGES) + route.path(),
                false,
                (call, app) -> route.reauthentication().demanded(changes(route.method()), call),
                PLAIN,
                (call, app) -> route.handler().apply(call));
    }

    static MountedRoute of(PanelRoute route) {
        boolean json = route.surface() == PortalRoute.Surface.JSON;
        return new MountedRoute(
                json,
                route.method(),
                (json ? PortalPaths.JSON : PortalPaths.PAGES) + APP + route.path(),
                true,
                (call, app) -> route.reauthentication()
                        .demanded(changes(route.method()), new PanelCall(call, app.orElseThrow())),
                route.body(),
                (call, app) -> route.handler().apply(new PanelCall(call, app.orElseThrow())));
    }

    /** Returns the path of a tab's page, as a template. */
    static String pageOf(AppPanel panel) {
        return PortalPaths.PAGES + APP + panel.path();
    }

    /** Tells whether the route is the JSON of an app itself, rather than of something that belongs to it. */
    boolean describesApp() {
        return json && path.equals(PortalPaths.JSON + APP);
    }

    boolean changes() {
        return changes(method);
    }

    private static boolean changes(String method) {
        return !method.equals("GET");
    }
}
