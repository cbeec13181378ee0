package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.spi.OAuthStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/** Forgets grants that ended and apps that were revoked long ago, with all that is only about them. Thread-safe. */
public final class Retention {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int BATCH = 200;
    private static final int MAX_BATCHES = 500;

    private final AppStore apps;
    private final GrantStore grants;
    private final OAuthStores stores;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the job.
     *
     * @param apps the apps
     * @param grants their grants
     * @param stores what else is kept about them
     * @param transactions joins these stores
     * @param clock the time that all nodes share
     */
    public Retention(
            AppStore apps, GrantStore grants, OAuthStores stores, Transactions transactions, PlatformClock clock) {
        this.apps = apps;
        this.grants = grants;
        this.stores = stores;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Job job() {
        return new Job("retention", INTERVAL, true, this::runOnce);
    }

    private void runOnce() {
        // Rows are for all nodes, so a shift of this node's product time must not count.
        Instant before = clock.coordination().minus(KEPT);
        batches(() -> forgetEndedGrants(before));
        batches(() -> forgetRevokedApps(before));
    }

    private int forgetEndedGrants(Instant before) {
        return transactions.inTransaction(() -> forget(grants.purgeEnded(before, BATCH)));
    }

    private int forgetRevokedApps(Instant before) {
        List<AppId> doomed = apps.revokedBefore(before, BATCH);
        return Math.toIntExact(
                doomed.stream().filter(app -> forget(app, before)).count());
    }

    /** Its grants go first, in transactions of their own: there may be many, and a revoked app gets no new ones. */
    private boolean forget(AppId app, Instant before) {
        int deleted = batches(() -> transactions.inTransaction(() -> forget(grants.purgeOf(app, BATCH))));
        if (deleted == BATCH) {
            return false;
        }
        return transactions.inTransaction(() -> {
            stores.secrets().forget(app);
            stores.registrations().forget(app);
            stores.installations().forget(app);
            stores.reviews().forget(app);
            stores.logos().remove(app);
            stores.logos().cancelFetch(app);
            return apps.purgeRevoked(app, before);
        });
    }

    /** No live family refers to a forgotten grant; ended ones stay for their own time, so that a replay is recognised. */
    private int forget(List<GrantId> ended) {
        ended.forEach(stores.families()::endAll);
        stores.seenApps().removeAll(ended);
        return ended.size();
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
