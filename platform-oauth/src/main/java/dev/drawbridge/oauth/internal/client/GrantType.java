package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import java.util.Optional;
import java.util.function.Predicate;

/** What a client can exchange for an access token (RFC 6749 §1.3). */
public enum GrantType {
    /** A code that a user's consent gave (§4.1). */
    AUTHORIZATION_CODE("authorization_code", GrantType::actsForUsers),
    /** A refresh token (§6). */
    REFRESH_TOKEN("refresh_token", GrantType::actsForUsers),
    /** The client's own credentials (§4.4): of confidential clients only. */
    CLIENT_CREDENTIALS(
            "client_credentials", app -> !actsForUsers(app) && app.security().confidential());

    private final String wireName;
    private final Predicate<App> allowed;

    GrantType(String wireName, Predicate<App> allowed) {
        this.wireName = wireName;
        this.allowed = allowed;
    }

    private static boolean actsForUsers(App app) {
        return app.type() != AppType.MACHINE;
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
    public static Optional<GrantType> fromWire(String wire) {
        for (GrantType type : values()) {
            if (type.wireName.equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Tells whether an app may use this grant. */
    public boolean allowedTo(App app) {
        return allowed.test(app);
    }
}
