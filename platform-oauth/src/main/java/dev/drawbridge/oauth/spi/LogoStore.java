package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps pictures of apps, and which are to be fetched. Every verb is atomic; implementations are thread-safe and join the
 * {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface LogoStore {

    /**
     * A picture that is to be fetched.
     *
     * @param app of which app
     * @param url where it is
     * @param attempts how often it was tried in vain
     * @param dueAt when it is to be tried
     */
    record Fetch(AppId app, URI url, int attempts, Instant dueAt) {}

    /**
     * Keeps the picture of an app, instead of the one it had.
     *
     * @param app the app
     * @param logo the picture
     */
    void put(AppId app, StoredLogo logo);

    /**
     * Finds the picture of an app.
     *
     * @param app the app
     * @return empty if it has none
     */
    Optional<StoredLogo> of(AppId app);

    /**
     * Finds a picture by what names it.
     *
     * @param hash the name
     * @return empty if no app has it
     */
    Optional<StoredLogo> find(String hash);

    /**
     * Deletes the picture of an app.
     *
     * @param app the app
     * @return true if it had one
     */
    boolean remove(AppId app);

    /**
     * Has a picture fetched, instead of another one that waits.
     *
     * @param fetch what, and when
     */
    void fetchLater(Fetch fetch);

    /**
     * Has no picture of an app fetched any more.
     *
     * @param app the app
     */
    void cancelFetch(AppId app);

    /**
     * Has a picture not fetched any more, unless another one waits by now.
     *
     * @param fetch what was tried
     */
    void fetched(Fetch fetch);

    /**
     * Lists what is to be fetched, what is due first first.
     *
     * @param now the time
     * @param limit the most rows
     * @return what is due
     */
    List<Fetch> due(Instant now, int limit);
}
