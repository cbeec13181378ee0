package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import java.util.List;
import java.util.Optional;

/** Reads facts about apps. Implementations are thread-safe. */
public interface Apps {

    /** How many live apps, neither revoked nor expired, a developer may have. */
    int MAX_LIVE_PER_DEVELOPER = 5;

    /**
     * Finds an app by its internal id, whatever its status.
     *
     * @param id the id
     * @return the app
     */
    Optional<App> find(AppId id);

    /**
     * Finds an app by its internal id as it is now, and keeps it so until the transaction of the thread ends: whoever writes
     * something for an app that was judged before looks again by this. Call it first in a transaction.
     *
     * @param id the id
     * @return the app, whatever its status
     */
    Optional<App> hold(AppId id);

    /**
     * Finds an app by its public id, whatever its status.
     *
     * @param clientId the public id
     * @return the app
     */
    Optional<App> findByClientId(ClientId clientId);

    /**
     * Lists the apps of a developer, newest first, whatever their status.
     *
     * @param owner the developer
     * @return the apps
     */
    List<App> ownedBy(DeveloperId owner);
}
