package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.spi.app.App;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which app asks, and where the response goes. {@link AuthorizationRequestReader#requireTarget} alone makes one, after its
 * checks, so whoever holds it may redirect: the app is usable and the redirect URI is its own.
 */
public final class AuthorizationTarget {

    private final App app;
    private final String redirectUri;
    private final boolean redirectUriSent;
    private final @Nullable String state;

    private AuthorizationTarget(App app, String redirectUri, boolean redirectUriSent, @Nullable String state) {
        this.app = app;
        this.redirectUri = redirectUri;
        this.redirectUriSent = redirectUriSent;
        this.state = state;
    }

    /** Makes the target of a request whose client and redirect URI were checked. */
    static AuthorizationTarget checked(AuthorizationInput input) {
        return new AuthorizationTarget(
                input.knownClient(),
                input.redirectUri().orElseThrow(),
                input.sent().first("redirect_uri").isPresent(),
                input.state().orElse(null));
    }

    /**
     * Returns the app.
     *
     * @return usable
     */
    public App app() {
        return app;
    }

    String redirectUri() {
        return redirectUri;
    }

    boolean redirectUriSent() {
        return redirectUriSent;
    }

    @Nullable
    String state() {
        return state;
    }

    /**
     * Returns what sends the response there.
     *
     * @param issuer the issuer, as in the metadata
     * @return the response
     */
    public AuthorizationResponse response(URI issuer) {
        return new AuthorizationResponse(issuer, redirectUri, state);
    }
}
