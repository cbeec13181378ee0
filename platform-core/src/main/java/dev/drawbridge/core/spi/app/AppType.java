package dev.drawbridge.core.spi.app;

import java.util.Locale;
import java.util.Optional;

/** What kind of client an app is; fixed when it is created. */
public enum AppType {
    /** Runs on a server: authorization code with PKCE and a client secret (RFC 6749 §2.1 "confidential"). */
    WEB,
    /** Runs on a device or in a browser: authorization code with PKCE, no secret (RFC 6749 §2.1 "public"). */
    PUBLIC,
    /** Runs without a user: client credentials for companies that installed it (RFC 6749 §4.4). */
    MACHINE;

    /**
     * Returns the form used in JSON and forms.
     *
     * @return the lower-case name
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the form used in JSON and forms, in any case.
     *
     * @param wire the value
     * @return the type, or empty if there is none of this name
     */
    public static Optional<AppType> fromWire(String wire) {
        for (AppType type : values()) {
            if (type.name().equalsIgnoreCase(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
