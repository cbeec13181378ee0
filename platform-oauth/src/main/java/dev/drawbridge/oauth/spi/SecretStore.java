package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps client secrets as hashes, at most {@value #MAX_LIVE} live ones per app. Every verb is atomic and says what
 * happened; changes of one app's secrets are serialised on its row. Implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface SecretStore {

    /** The most secrets of one app that authenticate at a time. */
    int MAX_LIVE = 2;

    /** What {@link #rotate} found. */
    enum Outcome {
        /** The new secret is live. */
        ROTATED,
        /** Two secrets are live already and the caller did not say that the older may end. Nothing changed. */
        IN_PROGRESS
    }

    /**
     * What a rotation did.
     *
     * @param outcome whether the new secret is live
     * @param previous the one it replaces, with its new end; empty for a first secret
     */
    record Rotation(Outcome outcome, Optional<StoredSecret> previous) {}

    /**
     * What cancelling a rotation did.
     *
     * @param dropped the newer secret, ended now
     * @param restored the older one, without end again
     */
    record Cancellation(StoredSecret dropped, StoredSecret restored) {}

    /**
     * Inserts a secret and lets the one before it run out.
     *
     * @param next the new secret
     * @param previousEnds when the newest of the present ones ends; {@code now} or before = immediately
     * @param endOlder whether the older of two live ones may end now
     * @param now the time
     * @return what happened
     */
    Rotation rotate(StoredSecret next, Instant previousEnds, boolean endOlder, Instant now);

    /**
     * Lists the secrets of an app that authenticate, newest first.
     *
     * @param app the app
     * @param now the time
     * @return at most {@value #MAX_LIVE}
     */
    List<StoredSecret> live(AppId app, Instant now);

    /**
     * Lists the secrets of several apps that authenticate but have an end, in one statement.
     *
     * @param apps the apps
     * @param now the time
     * @return in the order of their ends
     */
    List<StoredSecret> ending(Set<AppId> apps, Instant now);

    /**
     * Lists secrets of all apps that end soon, the earliest first.
     *
     * @param after those that end after
     * @param until and at or before
     * @param limit the most secrets
     * @return the secrets
     */
    List<StoredSecret> endingBetween(Instant after, Instant until, int limit);

    /**
     * Ends a live secret.
     *
     * @param app the app it must belong to
     * @param id the secret
     * @param now the time, from which on it is refused
     * @return the ended secret; empty if the app has no such live one
     */
    Optional<StoredSecret> end(AppId app, String id, Instant now);

    /**
     * Ends the newer of two live secrets now and takes the end from the older one.
     *
     * @param app the app
     * @param now the time
     * @return what happened; empty if there are no two live ones
     */
    Optional<Cancellation> cancelRotation(AppId app, Instant now);

    /**
     * Notes that a secret was used.
     *
     * @param id the secret
     * @param now when
     * @param ifBefore nothing is written if it was noted as used at this time or later
     */
    void touch(String id, Instant now, Instant ifBefore);

    /**
     * Deletes secrets that ended.
     *
     * @param before ended before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);

    /**
     * Deletes all secrets of an app that is forgotten, live or not.
     *
     * @param app the app
     */
    void forget(AppId app);
}
