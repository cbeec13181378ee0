package dev.drawbridge.oauth;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.oauth.store.OAuthStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/** Forgets grants that ended long ago. Thread-safe. */
final class Retention {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int BATCH = 200;
    private static final int MAX_BATCHES = 500;

    private final Environment env;
    private final OAuthStores stores;

    Retention(Environment env, OAuthStores stores) {
        this.env = env;
        this.stores = stores;
    }

    Job job() {
        return new Job("retention", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        // Rows are for all nodes, so a shift of this node's product time must not count.
        Instant before = env.clock().coordination().minus(KEPT);
        batches(() -> forgetEndedGrants(before));
    }

    private int forgetEndedGrants(Instant before) {
        return env.transactions()
                .inTransaction(() -> forget(env.stores().grants().purgeEnded(before, BATCH)));
    }

    /** No live family refers to a forgotten grant; ended ones stay for their own time, so that a replay is recognised. */
    private int forget(List<GrantId> grants) {
        grants.forEach(stores.families()::endAll);
        stores.seenApps().removeAll(grants);
        return grants.size();
    }

    private static void batches(IntSupplier purge) {
        int deleted = BATCH;
        for (int i = 0; i < MAX_BATCHES && deleted == BATCH; i++) {
            deleted = purge.getAsInt();
        }
    }
}
