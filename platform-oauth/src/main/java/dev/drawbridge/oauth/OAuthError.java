package dev.drawbridge.oauth;

/** The error codes of OAuth that this server returns, and the HTTP status each has in a JSON response. */
public enum OAuthError {
    /** The request is malformed (RFC 6749 §5.2). */
    INVALID_REQUEST("invalid_request", 400),
    /** The request is longer than what is kept of one (RFC 9110 §15.5.14 has the status). */
    REQUEST_TOO_LARGE("invalid_request", 413),
    /** The client is unknown or did not prove that it is who it says (RFC 6749 §5.2). */
    INVALID_CLIENT("invalid_client", 401),
    /** The code or refresh token is unknown, used, expired, revoked or somebody else's (RFC 6749 §5.2). */
    INVALID_GRANT("invalid_grant", 400),
    /** The client may not use this grant, or no company installed it (RFC 6749 §5.2). */
    UNAUTHORIZED_CLIENT("unauthorized_client", 400),
    /** The grant type is not supported (RFC 6749 §5.2). */
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    /** The scope is malformed, unknown or more than was granted (RFC 6749 §5.2). */
    INVALID_SCOPE("invalid_scope", 400),
    /** The resource is unknown (RFC 8707 §2). */
    INVALID_TARGET("invalid_target", 400),
    /** What a client wants to be registered with is not allowed (RFC 7591 §3.2.2). */
    INVALID_CLIENT_METADATA("invalid_client_metadata", 400),
    /** A redirect URI cannot be registered (RFC 7591 §3.2.2). */
    INVALID_REDIRECT_URI("invalid_redirect_uri", 400),
    /** The initial or registration access token is missing, unknown, used up or expired (RFC 6750 §3.1). */
    INVALID_TOKEN("invalid_token", 401),
    /** The response type is not {@code code} (RFC 6749 §4.1.2.1). */
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
    /** The proof of possession is not good (RFC 9449 §5). */
    INVALID_DPOP_PROOF("invalid_dpop_proof", 400),
    /** The proof of possession needs the nonce of the header {@code DPoP-Nonce} (RFC 9449 §8). */
    USE_DPOP_NONCE("use_dpop_nonce", 400),
    /** The user said no (RFC 6749 §4.1.2.1). */
    ACCESS_DENIED("access_denied", 400),
    /** The user is not logged in, but no page may be shown (OpenID Connect Core §3.1.2.6). */
    LOGIN_REQUIRED("login_required", 400),
    /** The user did not agree yet, but no page may be shown (OpenID Connect Core §3.1.2.6). */
    CONSENT_REQUIRED("consent_required", 400),
    /** Request objects are not supported (RFC 9101 §10.2). */
    REQUEST_NOT_SUPPORTED("request_not_supported", 400),
    /** Request URIs are not supported (RFC 9101 §10.2). */
    REQUEST_URI_NOT_SUPPORTED("request_uri_not_supported", 400),
    /** Too many wrong guesses; no RFC has a code for it (RFC 6585 §4 has the status). */
    TOO_MANY_REQUESTS("too_many_requests", 429),
    /** A store or the host's directory does not respond (RFC 6749 §4.1.2.1 has the code). */
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503),
    /** Something failed that should not (RFC 6749 §4.1.2.1 has the code). */
    SERVER_ERROR("server_error", 500);

    private final String wireName;
    private final int status;

    OAuthError(String wireName, int status) {
        this.wireName = wireName;
        this.status = status;
    }

    /**
     * Returns the code on the wire.
     *
     * @return the value of the member or parameter {@code error}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the status of a JSON response with this error; redirects have their own.
     *
     * @return the HTTP status
     */
    public int status() {
        return status;
    }
}
