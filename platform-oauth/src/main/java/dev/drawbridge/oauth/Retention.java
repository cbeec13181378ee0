package dev.drawbridge.oauth;

import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.oauth.store.OAuthStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/** Forgets grants that ended and apps that were revoked long ago, with all that is only about them. Thread-safe. */
final class Retention {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int BATCH = 200;
    private static final int MAX_BATCHES = 500;

    private final CoreServices env;
    private final OAuthStores stores;

    Retention(CoreServices env, OAuthStores stores) {
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
        batches(() -> forgetRevokedApps(before));
    }

    private int forgetEndedGrants(Instant before) {
        return env.transactions()
                .inTransaction(() -> forget(env.stores().grants().purgeEnded(before, BATCH)));
    }

    private int forgetRevokedApps(Instant before) {
        List<AppId> doomed = env.stores().apps().revokedBefore(before, BATCH);
        return Math.toIntExact(
                doomed.stream().filter(app -> forget(app, before)).count());
    }

    /** Its grants go first, in transactions of their own: there may be many, and a revoked app gets no new ones. */
    private boolean forget(AppId app, Instant before) {
        int deleted = batches(() -> env.transactions()
                .inTransaction(() -> forget(env.stores().grants().purgeOf(app, BATCH))));
        if (deleted == BATCH) {
            return false;
        }
        return env.transactions().inTransaction(() -> {
            stores.secrets().forget(app);
            stores.registrations().forget(app);
            stores.installations().forget(app);
            return env.stores().apps().purgeRevoked(app, before);
        });
    }

    /** No live family refers to a forgotten grant; ended ones stay for their own time, so that a replay is recognised. */
    private int forget(List<GrantId> grants) {
        grants.forEach(stores.families()::endAll);
        stores.seenApps().removeAll(grants);
        return grants.size();
    }

    /** Tells the size of the last batch: a whole one if there is more to do. */
    private static int batches(IntSupplier purge) {
        int deleted = BATCH;
        for (int i = 0; i < MAX_BATCHES && deleted == BATCH; i++) {
            deleted = purge.getAsInt();
        }
        return deleted;
    }
}
