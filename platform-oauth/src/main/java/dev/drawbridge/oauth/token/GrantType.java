package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.AppType;
import java.util.Optional;

/** What a client can exchange for an access token (RFC 6749 §1.3). */
public enum GrantType {
    /** A code that a user's consent gave (§4.1). */
    AUTHORIZATION_CODE("authorization_code"),
    /** A refresh token (§6). */
    REFRESH_TOKEN("refresh_token"),
    /** The client's own credentials (§4.4). */
    CLIENT_CREDENTIALS("client_credentials");

    private final String wireName;

    GrantType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the registered name.
     *
     * @return the value of {@code grant_type}
     */
    public String wireName() {
        return wireName;
    }

    /** Reads the parameter {@code grant_type}, case-sensitive. */
    static Optional<GrantType> fromWire(String wire) {
        for (GrantType type : values()) {
            if (type.wireName.equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Tells whether apps of a type may use this grant. */
    boolean allowedTo(AppType type) {
        return (type == AppType.MACHINE) == (this == CLIENT_CREDENTIALS);
    }
}
