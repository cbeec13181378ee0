package dev.drawbridge.oauth.internal.document;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the documents of connected clients again, so that a change or an end of a client is seen although nobody connects it.
 * Clients without a live grant are left alone: they expire. Thread-safe.
 */
public final class DocumentRefresh {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofHours(1);
    // Each may take 3 s.
    private static final int BATCH = 20;

    private final ClientDocumentStore store;
    private final Apps apps;
    private final Grants grants;
    private final Consumer<App> read;
    private final PlatformClock clock;

    /**
     * Makes the background work.
     *
     * @param store says which documents are due
     * @param apps says what an app is now
     * @param grants says who connected an app
     * @param read reads the document of an app
     * @param clock says when
     */
    public DocumentRefresh(
            ClientDocumentStore store, Apps apps, Grants grants, Consumer<App> read, PlatformClock clock) {
        this.store = store;
        this.apps = apps;
        this.grants = grants;
        this.read = read;
        this.clock = clock;
    }

    /**
     * Returns the background job.
     *
     * @return the job, one node at a time
     */
    public Job job() {
        return new Job("client-documents", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        store.due(clock.instant(), BATCH).forEach(this::refresh);
    }

    private void refresh(AppId id) {
        Optional<App> app = apps.find(id).filter(DescribedApps::followsItsDocument);
        if (app.isEmpty() || grants.activeOf(id).isEmpty()) {
            store.remove(id);
            return;
        }
        Instant next = clock.instant().plus(RETRY);
        // What was read sets its own next time; what was not is tried again, until nobody is connected any more.
        store.readAgain(id, next);
        read.accept(app.get());
    }
}
