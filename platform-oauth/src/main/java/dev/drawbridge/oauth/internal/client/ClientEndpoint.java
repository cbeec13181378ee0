package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import org.jspecify.annotations.Nullable;

/** An endpoint of another package at which clients authenticate as they do at the token endpoint. Thread-safe. */
@FunctionalInterface
public interface ClientEndpoint {

    /**
     * Handles a request of an authenticated client.
     *
     * @param client the app
     * @param key the key that it proved in this request (RFC 9449); null if it sent no proof
     * @param form what it sent
     * @return the response
     * @throws OAuthException if it is refused
     */
    Response handle(App client, @Nullable JwkThumbprint key, Parameters form);
}
