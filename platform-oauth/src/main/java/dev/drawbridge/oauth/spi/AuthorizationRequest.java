package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * A checked authorization request (RFC 6749 §4.1.1 with PKCE, RFC 7636 §4.3): everything in it was found to be allowed for
 * the app when it was made. Immutable.
 *
 * @param app which app asks
 * @param binding where the response goes, one of the app's own redirect URIs, and what the redemption of the code must match
 * @param state returned byte for byte; null if none was sent
 * @param scopes what is asked for, without wildcards, at least one
 * @param resources for which resources (RFC 8707 §2.1)
 * @param pageRequired whether the user is asked even about what they allowed before
 */
public record AuthorizationRequest(
        AppId app,
        CodeBinding binding,
        @Nullable String state,
        Scopes scopes,
        Resources resources,
        boolean pageRequired) {

    /** The longest redirect URI, in characters. */
    public static final int MAX_REDIRECT_URI = 2_000;

    /** The longest state, in characters. */
    public static final int MAX_STATE = 4_096;

    /** The longest list of scopes in wire form, in characters. */
    public static final int MAX_SCOPE = 4_000;

    /**
     * Returns where the response goes.
     *
     * @return that of the binding
     */
    public String redirectUri() {
        return binding.redirectUri();
    }

    /** Leaves out state and challenge: they are the app's own business. */
    @Override
    public String toString() {
        return "AuthorizationRequest[app=" + app + ", scopes=" + scopes + "]";
    }
}
