package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.oauth.store.StoredSecret;
import org.jspecify.annotations.Nullable;

/**
 * A client that {@link ClientAuthentication} let pass; nothing else makes one.
 *
 * @param app the app, usable now
 * @param secret which of its secrets it showed; null for public clients
 * @param actor the client in this request, for the journal
 */
record AuthenticatedClient(App app, @Nullable StoredSecret secret, Actor actor) {}
