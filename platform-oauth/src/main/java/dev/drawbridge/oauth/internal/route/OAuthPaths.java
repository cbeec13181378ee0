package dev.drawbridge.oauth.internal.route;

/** Where the endpoints of the authorization server are, below the issuer. */
public final class OAuthPaths {

    /** The authorization endpoint (RFC 6749 §3.1). */
    public static final String AUTHORIZE = "/oauth/authorize";
    /** The token endpoint (RFC 6749 §3.2). */
    public static final String TOKEN = "/oauth/token";
    /** The revocation endpoint (RFC 7009). */
    public static final String REVOKE = "/oauth/revoke";
    /** The introspection endpoint (RFC 7662). */
    public static final String INTROSPECT = "/oauth/introspect";
    /** The endpoint for pushed authorization requests (RFC 9126). */
    public static final String PUSHED_REQUEST = "/oauth/par";
    /** The keys of access tokens (RFC 7517). */
    public static final String JWKS = "/oauth/jwks";

    private OAuthPaths() {}
}
