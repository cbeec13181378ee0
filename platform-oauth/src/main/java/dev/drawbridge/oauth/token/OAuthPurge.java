package dev.drawbridge.oauth.token;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.store.OAuthStores;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Deletes what expired, in bounded batches. Thread-safe. */
final class OAuthPurge {

    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 100;

    // A used code must be remembered while its replay still says something: its family may live, its tokens do.
    private static final Duration CODE_RETENTION = Duration.ofDays(1);

    private final CoreServices env;
    private final OAuthStores stores;

    OAuthPurge(CoreServices env, OAuthStores stores) {
        this.env = env;
        this.stores = stores;
    }

    /** Does one bounded run. */
    void runOnce() {
        Instant now = env.clock().coordination();
        batches(() -> stores.codes().purge(now.minus(CODE_RETENTION), BATCH));
        batches(() -> stores.families().purge(now, BATCH));
    }

    private static void batches(IntSupplier purge) {
        int deleted = BATCH;
        for (int i = 0; i < MAX_BATCHES && deleted == BATCH; i++) {
            deleted = purge.getAsInt();
        }
    }
}
