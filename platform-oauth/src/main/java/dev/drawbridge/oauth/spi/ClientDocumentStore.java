package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps when the metadata documents of clients should be read again. What they said is kept in the apps. Every verb is
 * atomic; implementations are thread-safe and join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface ClientDocumentStore {

    /**
     * Sets when a document should be read again, whether or not that was set before.
     *
     * @param app the app that it describes
     * @param at when
     */
    void readAgain(AppId app, Instant at);

    /**
     * Lists what should be read again.
     *
     * @param now the time
     * @param limit the most rows
     * @return the apps, those due longest first
     */
    List<AppId> due(Instant now, int limit);

    /**
     * Stops reading a document again in the background.
     *
     * @param app the app that it describes
     */
    void remove(AppId app);
}
