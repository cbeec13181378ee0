package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;

/**
 * The scopes that a token request asks for (RFC 6749 §3.3): never more than the grant and the app's own list allow now.
 *
 * @param wellFormed whether the parameter {@code scope} can be read
 * @param granted whether it asks for no more than is allowed
 * @param scopes the scopes; everything that is allowed if the request names none
 */
record TokenScopes(boolean wellFormed, boolean granted, Scopes scopes) {

    static final Check.Refusal MALFORMED = new Check.Refusal(OAuthError.INVALID_SCOPE, "The scope is malformed.");
    static final Check.Refusal EXCESSIVE =
            new Check.Refusal(OAuthError.INVALID_SCOPE, "The scope asks for more than was granted.");

    /** Keeps the scopes that the app may still ask for. */
    static Scopes within(App app, Scopes granted) {
        return Scopes.of(
                granted.names().stream().filter(app.access().scopes()::covers).toList());
    }

    /** Reads the parameter {@code scope}. */
    static TokenScopes requested(Parameters form, Scopes allowed) {
        String wire = form.text("scope");
        if (wire.isEmpty()) {
            return new TokenScopes(true, true, allowed);
        }
        try {
            Scopes requested = Scopes.parse(wire);
            return new TokenScopes(true, allowed.containsAll(requested), requested);
        } catch (IllegalArgumentException e) {
            return new TokenScopes(false, false, Scopes.NONE);
        }
    }
}
