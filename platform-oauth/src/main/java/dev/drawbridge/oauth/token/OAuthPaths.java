package dev.drawbridge.oauth.token;

/** Where the endpoints of the authorization server are, below the issuer. */
final class OAuthPaths {

    static final String AUTHORIZE = "/oauth/authorize";
    static final String TOKEN = "/oauth/token";
    static final String REVOKE = "/oauth/revoke";
    static final String INTROSPECT = "/oauth/introspect";
    static final String PUSHED_REQUEST = "/oauth/par";
    static final String JWKS = "/oauth/jwks";

    private OAuthPaths() {}
}
