package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an app registered itself (RFC 7591), beside the app. Immutable.
 *
 * @param app the app
 * @param token SHA-256 of the registration access token (RFC 7592), which itself is nowhere
 * @param details what is only told back to the client
 * @param unusedUntil when the registration ends unless somebody connected the app; null if it does not
 */
public record Registration(
        AppId app,
        TokenHash token,
        Details details,
        @Nullable Instant unusedUntil) {

    /**
     * Returns this registration with another end.
     *
     * @param value when it ends unless somebody connected the app; null for never
     * @return the copy
     */
    public Registration withUnusedUntil(@Nullable Instant value) {
        return new Registration(app, token, details, value);
    }

    /**
     * What a client says about itself that changes nothing later.
     *
     * @param applicationType {@code native} or {@code web}, or null
     * @param softwareId the program it is an instance of, or null
     * @param softwareVersion the version of that program, or null
     */
    public record Details(
            @Nullable String applicationType,
            @Nullable String softwareId,
            @Nullable String softwareVersion) {

        /** Characters of the longest software id and version. */
        public static final int MAX_LENGTH = 255;
    }
}
