package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.route.OAuthPaths;

/** Publishes the keys that verify access tokens (RFC 7517 §5). Thread-safe. */
public final class KeySetEndpoint {

    private final SigningKeys keys;

    /**
     * Makes the endpoint.
     *
     * @param keys the keys that sign access tokens
     */
    public KeySetEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns where it is.
     *
     * @return the route
     */
    public Route route() {
        return EndpointName.JWKS.of(
                Route.metadata(OAuthPaths.JWKS, request -> PublicDocument.of(request, keys.jwkSet())));
    }
}
