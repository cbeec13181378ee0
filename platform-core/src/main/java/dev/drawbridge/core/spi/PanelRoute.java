package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page or JSON call about one app. The shell finds the app first (the same 404 for foreign and unknown ones) and refuses
 * changes of apps that are read-only (409 {@code internal_app_read_only}) or revoked (409 {@code app_revoked}). A page that
 * takes {@code POST} at its own path is a form: for such an app it leads to the app's overview, and a tab of it is not shown.
 *
 * @param surface whether it is a page or a JSON call
 * @param method upper-case; anything but {@code GET} changes state and passes the CSRF check
 * @param path below {@code /developers/apps/{app}} or {@code /developers/api/v1/apps/{app}}, empty or beginning with a slash
 * @param reauthentication whether the password must have been given within the last 15 minutes
 * @param body what a request may bring
 * @param handler what responds
 */
public record PanelRoute(
        PortalRoute.Surface surface,
        String method,
        String path,
        Reauthentication<PanelCall> reauthentication,
        Body body,
        Function<PanelCall, PortalResponse> handler) {

    /**
     * Makes a page. If it changes something, say whether it needs a recent password.
     *
     * @param method upper-case
     * @param path below the app's page
     * @param handler what responds
     * @return the route
     */
    public static PanelRoute page(String method, String path, Function<PanelCall, PortalResponse> handler) {
        return new PanelRoute(
                PortalRoute.Surface.PAGE, method, path, Reauthentication.undeclared(), Body.DEFAULT, handler);
    }

    /**
     * Makes a JSON call. If it changes something, say whether it needs a recent password.
     *
     * @param method upper-case
     * @param path below the app's resource
     * @param handler what responds
     * @return the route
     */
    public static PanelRoute json(String method, String path, Function<PanelCall, PortalResponse> handler) {
        return new PanelRoute(
                PortalRoute.Surface.JSON, method, path, Reauthentication.undeclared(), Body.DEFAULT, handler);
    }

    /**
     * Returns a copy that demands a recent password.
     *
     * @return the copy
     */
    public PanelRoute reauthenticated() {
        return new PanelRoute(surface, method, path, Reauthentication.always(), body, handler);
    }

    /**
     * Returns a copy that demands a recent password from calls that widen who gets data or secrets.
     *
     * @param widens tells from the call whether it does; it may refuse a call that nobody can read
     * @return the copy
     */
    public PanelRoute reauthenticatedIf(Predicate<PanelCall> widens) {
        return new PanelRoute(surface, method, path, Reauthentication.ifWidening(widens), body, handler);
    }

    /**
     * Returns a copy that never demands a recent password.
     *
     * @param why why a stolen session gains nothing by it
     * @return the copy
     */
    public PanelRoute withoutReauthentication(String why) {
        return new PanelRoute(surface, method, path, Reauthentication.never(why), body, handler);
    }

    /**
     * Returns a copy that takes files.
     *
     * @param maxBytes the largest body
     * @param mediaTypes what JSON calls take beside {@code application/json}, in lower case
     * @return the copy
     */
    public PanelRoute taking(int maxBytes, Set<String> mediaTypes) {
        return new PanelRoute(surface, method, path, reauthentication, new Body(maxBytes, mediaTypes), handler);
    }

    /**
     * Returns a copy with another handler.
     *
     * @param other what responds
     * @return the copy
     */
    public PanelRoute withHandler(Function<PanelCall, PortalResponse> other) {
        return new PanelRoute(surface, method, path, reauthentication, body, other);
    }

    /**
     * What a request may bring. Immutable.
     *
     * @param maxBytes the largest body
     * @param mediaTypes what JSON calls take beside {@code application/json}
     */
    public record Body(int maxBytes, Set<String> mediaTypes) {

        static final Body DEFAULT = new Body(Request.MAX_BODY_BYTES, Set.of());

        /** Copies the set. */
        public Body {
            mediaTypes = Set.copyOf(mediaTypes);
        }
    }
}
