package dev.drawbridge.core.spi.operator;

import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute.Surface;
import java.util.function.Function;

/**
 * A page of the operator's area, or a call of its JSON API.
 *
 * @param surface whether it is a page or a JSON call
 * @param method upper-case; anything but {@code GET} changes state, passes the CSRF check and needs {@link
 *     AdminAccess.Role#FULL}
 * @param path below {@link OperatorPaths#PAGES} for pages and {@link OperatorPaths#JSON} for JSON, for example {@code /apps}
 * @param changes whether the route leads to a change, so that {@link AdminAccess.Role#READ} may not even see it
 * @param handler what responds
 */
public record OperatorRoute(
        Surface surface, String method, String path, boolean changes, Function<OperatorCall, PortalResponse> handler) {

    /**
     * Makes a page, or what a form is sent to.
     *
     * @param method upper-case
     * @param path below {@link OperatorPaths#PAGES}
     * @param handler what responds
     * @return the route
     */
    public static OperatorRoute page(String method, String path, Function<OperatorCall, PortalResponse> handler) {
        return new OperatorRoute(Surface.PAGE, method, path, !method.equals("GET"), handler);
    }

    /**
     * Makes a page whose only purpose is a form that changes something.
     *
     * @param path below {@link OperatorPaths#PAGES}
     * @param handler what responds to {@code GET}
     * @return the route
     */
    public static OperatorRoute formPage(String path, Function<OperatorCall, PortalResponse> handler) {
        return new OperatorRoute(Surface.PAGE, "GET", path, true, handler);
    }

    /**
     * Makes a JSON call.
     *
     * @param method upper-case
     * @param path below {@link OperatorPaths#JSON}
     * @param handler what responds
     * @return the route
     */
    public static OperatorRoute json(String method, String path, Function<OperatorCall, PortalResponse> handler) {
        return new OperatorRoute(Surface.JSON, method, path, !method.equals("GET"), handler);
    }
}
