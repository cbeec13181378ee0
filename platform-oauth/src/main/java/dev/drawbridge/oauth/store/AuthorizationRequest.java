package dev.drawbridge.oauth.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * A checked authorization request (RFC 6749 §4.1.1 with PKCE, RFC 7636 §4.3): everything in it was found to be allowed for
 * the app when it was made. Immutable.
 *
 * @param app which app asks
 * @param redirectUri where the answer goes, one of the app's own
 * @param redirectUriSent whether the app sent it, so that the token request must repeat it
 * @param state returned byte for byte; null if none was sent
 * @param scopes what is asked for, without wildcards, at least one
 * @param codeChallenge the S256 challenge, 43 characters of base64url
 * @param pageRequired whether the user is asked even about what he allowed before
 */
public record AuthorizationRequest(
        AppId app,
        String redirectUri,
        boolean redirectUriSent,
        @Nullable String state,
        Scopes scopes,
        String codeChallenge,
        boolean pageRequired) {

    /** The longest redirect URI, in characters. */
    public static final int MAX_REDIRECT_URI = 2_000;

    /** The longest state, in characters. */
    public static final int MAX_STATE = 4_096;

    /** The longest list of scopes in wire form, in characters. */
    public static final int MAX_SCOPE = 4_000;

    /** Leaves out state and challenge: they are the app's own business. */
    @Override
    public String toString() {
        return "AuthorizationRequest[app=" + app + ", scopes=" + scopes + "]";
    }
}
