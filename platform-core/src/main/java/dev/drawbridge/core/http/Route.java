package dev.drawbridge.core.http;

/**
 * A method and path, what it is for, and the handler that responds. Immutable.
 *
 * <pre>{@code
 * Route.page("GET", "/login", this::form)
 * Route.hostApi("PATCH", "/api/v1/tickets/{id}", guarded)
 * }</pre>
 *
 * @param name finds the route among others; unless {@link #named} gives one, it is the method and the template
 * @param kind what the route is for
 * @param method upper-case; a {@code GET} route takes {@code HEAD} too
 * @param template a path whose segments may be {@code {name}}, for example {@code /apps/{id}}
 * @param handler what responds
 * @param unlimited whether strangers may ask as often as they like, because the response says the same to all of them
 *     and costs next to nothing; of other routes each network has a bounded share
 */
public record Route(String name, Kind kind, String method, String template, Handler handler, boolean unlimited) {

    /**
     * Checks the template.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, or if strangers could change something as often as
     *     they like
     */
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("A route begins with a slash: " + template);
        }
        if (unlimited && !method.equals("GET")) {
            throw new IllegalArgumentException("Only GET can be open to everybody, not " + method + " " + template);
        }
    }

    /**
     * Makes a route of any kind. Metadata and assets are open to everybody.
     *
     * @param kind what the route is for
     * @param method upper-case
     * @param template the path
     * @param handler what responds
     * @return the route
     */
    public static Route of(Kind kind, String method, String template, Handler handler) {
        boolean open = method.equals("GET") && (kind == Kind.METADATA || kind == Kind.ASSET);
        return new Route(method + " " + template, kind, method, template, handler, open);
    }

    /**
     * Makes a page, or what a form of a page is sent to.
     *
     * @param method upper-case
     * @param template the path
     * @param handler what responds
     * @return the route
     */
    public static Route page(String method, String template, Handler handler) {
        return of(Kind.PAGE, method, template, handler);
    }

    /**
     * Makes a page on which a user decides about an app.
     *
     * @param method upper-case
     * @param template the path
     * @param handler what responds
     * @return the route
     */
    public static Route decisionPage(String method, String template, Handler handler) {
        return of(Kind.DECISION_PAGE, method, template, handler);
    }

    /**
     * Makes an endpoint that apps call.
     *
     * @param method upper-case
     * @param template the path
     * @param handler what responds
     * @return the route
     */
    public static Route clientEndpoint(String method, String template, Handler handler) {
        return of(Kind.CLIENT_ENDPOINT, method, template, handler);
    }

    /**
     * Makes a public document that describes the server.
     *
     * @param template the path
     * @param handler what responds to {@code GET}
     * @return the route
     */
    public static Route metadata(String template, Handler handler) {
        return of(Kind.METADATA, "GET", template, handler);
    }

    /**
     * Makes a call of the portal's JSON API.
     *
     * @param method upper-case
     * @param template the path
     * @param handler what responds
     * @return the route
     */
    public static Route portalJson(String method, String template, Handler handler) {
        return of(Kind.PORTAL_JSON, method, template, handler);
    }

    /**
     * Makes a call of the host's own API.
     *
     * @param method upper-case
     * @param template the path
     * @param handler what responds, for example a guarded handler
     * @return the route
     */
    public static Route hostApi(String method, String template, Handler handler) {
        return of(Kind.HOST_API, method, template, handler);
    }

    /**
     * Makes a file of the pages.
     *
     * @param template the path
     * @param handler what responds to {@code GET}
     * @return the route
     */
    public static Route asset(String template, Handler handler) {
        return of(Kind.ASSET, "GET", template, handler);
    }

    /**
     * Returns a copy with a name, by which the route can be found among others.
     *
     * @param newName for example {@code token_endpoint}
     * @return the copy
     */
    public Route named(String newName) {
        return new Route(newName, kind, method, template, handler, unlimited);
    }

    /**
     * Returns a copy with another handler.
     *
     * @param newHandler what responds
     * @return the copy
     */
    public Route withHandler(Handler newHandler) {
        return new Route(name, kind, method, template, newHandler, unlimited);
    }

    /**
     * Returns a copy behind a filter.
     *
     * @param filter what comes before the handler
     * @return the copy
     */
    public Route behind(Filter filter) {
        return withHandler(filter.before(handler));
    }

    /**
     * Tells whether a request may change something.
     *
     * @return true for all methods but {@code GET}
     */
    public boolean changes() {
        return !method.equals("GET");
    }

    /**
     * Returns a copy that strangers may ask as often as they like.
     *
     * @return the copy
     */
    public Route openToEverybody() {
        return new Route(name, kind, method, template, handler, true);
    }

    /**
     * What a route is for. Everything that differs between a page and an endpoint follows from it: how a refusal looks,
     * which pages of other origins may call it, whether another site may make a browser send what changes something, what
     * caches may keep, and whether strangers have a bounded share.
     */
    public enum Kind {

        /** A page of the portal or of the host: people see it in a browser, and see refusals as pages. */
        PAGE,

        /** A page on which a user of the host decides about an app: consent, installation, connected apps. */
        DECISION_PAGE,

        /** The authorization endpoint (RFC 6749 §3.1): the sites of apps send browsers there, by {@code POST} too. */
        AUTHORIZATION_ENDPOINT,

        /** What apps call to get and manage tokens, for example the token endpoint (RFC 6749 §3.2). */
        CLIENT_ENDPOINT,

        /** What resource servers call to learn about tokens that they were sent: introspection (RFC 7662 §2). */
        RESOURCE_SERVER_ENDPOINT,

        /** A public document that describes the server, for example its metadata (RFC 8414 §3) or its keys (RFC 7517 §5). */
        METADATA,

        /** A call of the portal's JSON API. */
        PORTAL_JSON,

        /** A call of the host's own API, guarded or not: programs call it, and get refusals as problems (RFC 9457). */
        HOST_API,

        /**
         * A page or call that responds to everybody but a few as a path where nothing is. Nothing comes before its handler,
         * which does all checks by itself, and no refusal names its methods.
         */
        HIDDEN,

        /** A style sheet, script or image of the pages, which is the same for everybody and never changes. */
        ASSET;

        /**
         * Tells whether people see what the route responds, so that a refusal is a page for whoever accepts one.
         *
         * @return false for everything that programs call or load
         */
        public boolean isPage() {
            return this == PAGE || isDecision();
        }

        /**
         * Tells whether a user of the host decides about an app there, who knows nothing of the portal.
         *
         * @return true for decision pages and the authorization endpoint
         */
        public boolean isDecision() {
            return this == DECISION_PAGE || this == AUTHORIZATION_ENDPOINT;
        }

        /**
         * Tells whether a request that may change something is refused if another site made a browser send it, because it
         * relies on a cookie or on who sits at the browser.
         *
         * @return true for pages and the portal's JSON API; false for what programs call with credentials of their own
         */
        public boolean refusesOtherSites() {
            return this == PAGE || this == DECISION_PAGE || this == PORTAL_JSON;
        }
    }
}
