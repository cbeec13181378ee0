package dev.drawbridge.oauth.internal.route;

/** Where the authorization server is, below the issuer. */
public final class OAuthPaths {

    /** The authorization endpoint (RFC 6749 §3.1). */
    public static final String AUTHORIZE = "/oauth/authorize";

    /** The pushed authorization request endpoint (RFC 9126 §2). */
    public static final String PUSHED_REQUEST = "/oauth/par";

    /** The token endpoint (RFC 6749 §3.2). */
    public static final String TOKEN = "/oauth/token";

    /** The revocation endpoint (RFC 7009 §2). */
    public static final String REVOKE = "/oauth/revoke";

    /** The introspection endpoint (RFC 7662 §2). */
    public static final String INTROSPECT = "/oauth/introspect";

    /** The client registration endpoint (RFC 7591 §3); a client's configuration endpoint (RFC 7592 §2) is below it. */
    public static final String REGISTER = "/oauth/register";

    /** The public keys (RFC 7517 §5). */
    public static final String JWKS = "/oauth/jwks";

    /** The page on which a company installs an app. */
    public static final String INSTALL = "/oauth/install";

    /** The page of the apps that a company connected. */
    public static final String CONNECTIONS = "/oauth/connections";

    /** The metadata of the server (RFC 8414 §3). */
    public static final String SERVER_METADATA = "/.well-known/oauth-authorization-server";

    /** The metadata of the server where clients of OpenID Connect look for it (RFC 8414 §5). */
    public static final String OPENID_METADATA = "/.well-known/openid-configuration";

    /** The metadata of a resource: the path of the resource follows (RFC 9728 §3.1). */
    public static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

    private OAuthPaths() {}
}
