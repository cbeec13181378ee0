package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;

/** What a token may allow: never more than the grant and the app's own list allow now. */
final class TokenScopes {

    private TokenScopes() {}

    /** Keeps the scopes that the app may still ask for. */
    static Scopes within(App app, Scopes granted) {
        return Scopes.of(
                granted.names().stream().filter(app.access().scopes()::covers).toList());
    }

    /**
     * Reads the parameter {@code scope} (RFC 6749 §3.3).
     *
     * @param allowed what may be asked for, and what is meant if nothing is asked for
     * @throws OAuthException {@code invalid_scope} if it is malformed, or asks for more
     */
    static Scopes requested(Parameters form, Scopes allowed) {
        String wire = form.text("scope");
        if (wire.isEmpty()) {
            return allowed;
        }
        try {
            Scopes requested = Scopes.parse(wire);
            if (allowed.containsAll(requested)) {
                return requested;
            }
        } catch (IllegalArgumentException e) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope is malformed.");
        }
        throw new OAuthException(OAuthError.INVALID_SCOPE, "The scope asks for more than was granted.");
    }
}
