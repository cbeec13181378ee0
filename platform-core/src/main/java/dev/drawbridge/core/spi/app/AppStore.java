package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes apps. Called by the authorization server alone. Every verb is atomic and says what happened; implementations are
 * thread-safe and join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface AppStore extends Apps {

    /** What an insertion found. */
    enum Insertion {
        /** The app was inserted. */
        INSERTED,
        /** The developer has too many live apps. */
        LIMIT_REACHED,
        /** A live app of the developer has this name, compared without case. */
        NAME_TAKEN,
        /** Another app has this client id, whatever its status. */
        CLIENT_ID_TAKEN
    }

    /** What an update found. */
    enum Update {
        /** The app was changed. */
        UPDATED,
        /** There is no such app, or it is not at the expected version or status any more. */
        STALE,
        /** Another live app of the developer has this name, compared without case. */
        NAME_TAKEN
    }

    /**
     * Inserts an app. Live means: not revoked and not expired at {@code now}; apps without an owner have no limit and no
     * unique name. Parallel insertions of one developer are serialised; of parallel insertions of one client id, one succeeds.
     *
     * @param app the new app
     * @param maxLive the most live apps its owner may have, this one included
     * @param now the time
     * @return what happened
     */
    Insertion insert(App app, int maxLive, Instant now);

    /**
     * Replaces profile, access and security of an app that is not revoked and still at the version before the given one.
     *
     * @param app the changed app; its version is one more than the version it was read at
     * @param now the time
     * @return what happened
     */
    Update update(App app, Instant now);

    /**
     * Replaces access and review of an app that is not revoked and still at the version before the given one. The name must
     * be the one it has.
     *
     * @param app the changed app; its version is one more than the version it was read at
     * @return true if it was changed
     */
    boolean review(App app);

    /**
     * Says which picture an app has; {@link #update} and {@link #review} leave it.
     *
     * @param id the app
     * @param logo names the picture; null for none
     * @param edited whether the version of the app grows by one
     * @return true if the app is there and not revoked
     */
    boolean setLogo(AppId id, @Nullable String logo, boolean edited);

    /**
     * Moves an app to another status, if it has the expected one, and adds one to its version.
     *
     * @param id the app
     * @param from the status it must have
     * @param to the status it gets
     * @param at when
     * @return true if it was moved
     */
    boolean moveStatus(AppId id, AppStatus from, AppStatus to, Instant at);

    /**
     * Lists apps that were revoked long ago and whose client ids the platform drew at random. One that the host or an
     * operator defined, or that a document describes, would come back under its old client id if it were forgotten.
     *
     * @param before revoked before
     * @param limit the most rows
     * @return the apps, those revoked first first
     */
    List<AppId> revokedBefore(Instant before, int limit);

    /**
     * Deletes an app that {@link #revokedBefore} lists. Call it in a transaction that also deletes what refers to it.
     *
     * @param id the app
     * @param before revoked before
     * @return true if it was deleted
     */
    boolean purgeRevoked(AppId id, Instant before);

    /**
     * Lists apps that expire soon and are neither suspended nor revoked, the earliest first.
     *
     * @param after those that expire after
     * @param until and at or before
     * @param limit the most apps
     * @return the apps
     */
    List<App> expiringBetween(Instant after, Instant until, int limit);

    /**
     * Counts the live apps of a developer.
     *
     * @param owner the developer
     * @param now the time
     * @return how many are neither revoked nor expired
     */
    int countLive(DeveloperId owner, Instant now);

    /**
     * Lists apps of all developers and of none, those with later ids first.
     *
     * @param search which
     * @param now the time
     * @return the apps, whatever their status unless the search says
     */
    List<App> search(AppSearch search, Instant now);
}
