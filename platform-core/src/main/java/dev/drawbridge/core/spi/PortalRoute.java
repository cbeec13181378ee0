package dev.drawbridge.core.spi;

import java.util.function.Function;

/**
 * A page of the portal, or a call of its JSON API, for a developer who is logged in.
 *
 * @param surface whether it is a page or a JSON call
 * @param method upper-case; anything but {@code GET} changes state and passes the CSRF check
 * @param path below {@code /developers} for pages and {@code /developers/api/v1} for JSON, for example {@code /apps/new}
 * @param reauthentication whether the password must have been given within the last 15 minutes
 * @param handler what responds
 */
public record PortalRoute(
        Surface surface,
        String method,
        String path,
        Reauthentication<PortalCall> reauthentication,
        Function<PortalCall, PortalResponse> handler) {

    /** Where a route is mounted. */
    public enum Surface {
        /** HTML, below {@code /developers}. */
        PAGE,
        /** JSON, below {@code /developers/api/v1}. */
        JSON
    }

    /**
     * Makes a page. If it changes something, say whether it needs a recent password.
     *
     * @param method upper-case
     * @param path below {@code /developers}
     * @param handler what responds
     * @return the route
     */
    public static PortalRoute page(String method, String path, Function<PortalCall, PortalResponse> handler) {
        return new PortalRoute(Surface.PAGE, method, path, Reauthentication.undeclared(), handler);
    }

    /**
     * Makes a JSON call. If it changes something, say whether it needs a recent password.
     *
     * @param method upper-case
     * @param path below {@code /developers/api/v1}
     * @param handler what responds
     * @return the route
     */
    public static PortalRoute json(String method, String path, Function<PortalCall, PortalResponse> handler) {
        return new PortalRoute(Surface.JSON, method, path, Reauthentication.undeclared(), handler);
    }

    /**
     * Returns a copy that demands a recent password.
     *
     * @return the copy
     */
    public PortalRoute reauthenticated() {
        return new PortalRoute(surface, method, path, Reauthentication.always(), handler);
    }

    /**
     * Returns a copy that never demands a recent password.
     *
     * @param why why a stolen session gains nothing by it
     * @return the copy
     */
    public PortalRoute withoutReauthentication(String why) {
        return new PortalRoute(surface, method, path, Reauthentication.never(why), handler);
    }
}
