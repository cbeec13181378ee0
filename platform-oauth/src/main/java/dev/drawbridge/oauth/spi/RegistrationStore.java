package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps registrations (RFC 7591). Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface RegistrationStore {

    /**
     * Inserts the registration of a new app.
     *
     * @param registration its app has none yet
     */
    void insert(Registration registration);

    /**
     * Finds a registration.
     *
     * @param app the app
     * @return the registration; empty for apps that did not register themselves, and once it ended
     */
    Optional<Registration> find(AppId app);

    /**
     * Replaces token and details, if the token is still the one that was presented: of parallel calls with one token
     * exactly one gets true.
     *
     * @param presented the token's hash
     * @param next the registration with its next token; when it ends stays as it is
     * @return true if it was replaced
     */
    boolean rotate(TokenHash presented, Registration next);

    /**
     * Ends a registration, if the token is still the one that was presented.
     *
     * @param app the app
     * @param presented the token's hash
     * @return true if it ended now
     */
    boolean delete(AppId app, TokenHash presented);

    /**
     * Lists registrations that end now if nobody connected the app.
     *
     * @param now the time
     * @param limit the most rows
     * @return the apps, those due longest first
     */
    List<AppId> due(Instant now, int limit);

    /**
     * Keeps a registration for good, because somebody connected the app.
     *
     * @param app the app
     */
    void keep(AppId app);

    /**
     * Ends a registration that is due.
     *
     * @param app the app
     * @param now the time
     * @return true if it ended now
     */
    boolean expire(AppId app, Instant now);

    /**
     * Deletes the registration of an app that is forgotten.
     *
     * @param app the app
     */
    void forget(AppId app);
}
