package dev.drawbridge.webhooks;

import dev.drawbridge.core.cluster.Leases;
import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.webhooks.store.OutboxStore;
import java.time.Duration;

/** Turns events into deliveries, one node at a time. Thread-safe. */
final class FanOut {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int BATCH = 500;
    private static final String DELIVERY_PREFIX = "dlv_";

    private final OutboxStore store;
    private final Leases leases;
    private final PlatformClock clock;
    private final Ulids ids;

    FanOut(OutboxStore store, Leases leases, PlatformClock clock, Ulids ids) {
        this.store = store;
        this.leases = leases;
        this.clock = clock;
        this.ids = ids;
    }

    void runOnce() {
        // Asked first without the lease: an idle node writes nothing.
        if (store.waiting()) {
            leases.runExclusively("webhook-fan-out", LEASE, this::drain);
        }
    }

    private void drain() {
        int done = BATCH;
        while (done == BATCH) {
            done = store.fanOut(clock.instant(), BATCH, () -> DELIVERY_PREFIX + ids.next());
        }
    }
}
