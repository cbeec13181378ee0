package dev.drawbridge.core.http;

/**
 * What a route is for. Everything that differs between a page and an endpoint follows from it: how a refusal looks, which
 * pages of other origins may call it, what caches may keep, and whether strangers have a bounded share.
 */
public enum RouteKind {

    /** A page of the portal or of the host: people see it in a browser, and see refusals as pages. */
    PAGE,

    /** A page on which a user of the host decides about an app: authorization, consent, installation, connected apps. */
    DECISION_PAGE,

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

    /** A style sheet, script or image of the pages, which is the same for everybody and never changes. */
    ASSET;

    /**
     * Tells whether people see what the route responds, so that a refusal is a page for whoever accepts one.
     *
     * @return false for everything that programs call or load
     */
    public boolean isPage() {
        return this == PAGE || this == DECISION_PAGE;
    }
}
