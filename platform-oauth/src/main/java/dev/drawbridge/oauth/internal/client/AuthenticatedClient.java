package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.StoredSecret;
import org.jspecify.annotations.Nullable;

/**
 * A client that {@link ClientAuthentication} let pass; nothing else makes one.
 *
 * @param app the app, usable now
 * @param secret which of its secrets it showed; null for public clients
 * @param actor the client in this request, for the journal
 * @param key the key that it proved to hold in this request (RFC 9449); null if it sent no proof
 */
public record AuthenticatedClient(
        App app,
        @Nullable StoredSecret secret,
        Actor actor,
        @Nullable JwkThumbprint key) {

    /** A client that proved no key in this request. */
    AuthenticatedClient(App app, @Nullable StoredSecret secret, Actor actor) {
        this(app, secret, actor, null);
    }

    /** The same client with a key that it proved in this request. */
    public AuthenticatedClient with(JwkThumbprint proved) {
        return new AuthenticatedClient(app, secret, actor, proved);
    }
}
