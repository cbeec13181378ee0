package dev.drawbridge.core.spi.app;

import java.util.Optional;

/** How a client proves that it is who it says (RFC 7591 §2, {@code token_endpoint_auth_method}). */
public enum ClientAuthenticationMethod {
    /** Id and secret in the header {@code Authorization: Basic} (RFC 6749 §2.3.1). */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** Id and secret in the form (RFC 6749 §2.3.1). */
    CLIENT_SECRET_POST("client_secret_post"),
    /** An assertion signed with a key of the client (RFC 7523 §2.2); no secret exists. */
    PRIVATE_KEY_JWT("private_key_jwt"),
    /** Public clients: the id alone, which proves nothing. */
    NONE("none");

    private final String wireName;

    ClientAuthenticationMethod(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the registered name (RFC 7591 §4.2).
     *
     * @return the name in metadata and registrations
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Reads the registered name.
     *
     * @param wire the value, compared with case
     * @return the method, or empty if there is none of this name
     */
    public static Optional<ClientAuthenticationMethod> fromWire(String wire) {
        for (ClientAuthenticationMethod method : values()) {
            if (method.wireName.equals(wire)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
