package dev.drawbridge.oauth.document;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.store.ClientDocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the documents of connected clients again, so that a change or an end of a client is seen although nobody connects it.
 * Clients without a live grant are left alone: they expire. Thread-safe.
 */
final class DocumentRefresh {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofHours(1);
    // Each may take 3 s.
    private static final int BATCH = 20;

    private final CoreServices env;
    private final ClientDocumentStore store;
    private final Consumer<App> read;

    DocumentRefresh(CoreServices env, ClientDocumentStore store, Consumer<App> read) {
        this.env = env;
        this.store = store;
        this.read = read;
    }

    Job job() {
        return new Job("client-documents", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        store.due(env.clock().instant(), BATCH).forEach(this::refresh);
    }

    private void refresh(AppId id) {
        Optional<App> app = env.stores().apps().find(id).filter(DescribedApps::followsItsDocument);
        if (app.isEmpty() || env.grants().activeOf(id).isEmpty()) {
            store.remove(id);
            return;
        }
        Instant next = env.clock().instant().plus(RETRY);
        // What was read sets its own next time; what was not is tried again, until nobody is connected any more.
        store.readAgain(id, next);
        read.accept(app.get());
    }
}
