package dev.drawbridge.oauth.token;

/** How a client proves that it is who it says (RFC 7591 §2, {@code token_endpoint_auth_method}). */
enum ClientAuthenticationMethod {
    /** Id and secret in the header {@code Authorization: Basic} (RFC 6749 §2.3.1). */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** Id and secret in the form (RFC 6749 §2.3.1). */
    CLIENT_SECRET_POST("client_secret_post"),
    /** Public clients: the id alone, which proves nothing. */
    NONE("none");

    private final String wireName;

    ClientAuthenticationMethod(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
