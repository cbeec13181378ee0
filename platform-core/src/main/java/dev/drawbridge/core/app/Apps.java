package dev.drawbridge.core.app;

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
