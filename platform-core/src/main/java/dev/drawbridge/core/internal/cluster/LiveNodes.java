package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;

/**
 * How many nodes are alive. Thread-safe.
 *
 * <p>Each node holds one of the leases {@code node:1}, {@code node:2} and so on, the first that is free, and prolongs it with a
 * job; so there are never more rows than nodes at one time. A node that ends or is cut off counts for another 20 seconds. While
 * the store is unavailable, the last count holds.
 */
public final class LiveNodes {

    private static final String PREFIX = "node:";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(20);

    /** More nodes than that are not counted. */
    private static final int MOST = 1_000;

    private final LeaseStore store;
    private final PlatformClock clock;
    private final String node;
    private int lease = 1;
    private volatile int count = 1;

    /**
     * Makes the view of a node that has not counted yet.
     *
     * @param store keeps the leases
     * @param clock whose coordination time judges expiry
     * @param node the name of this node, unique per process
     */
    public LiveNodes(LeaseStore store, PlatformClock clock, String node) {
        this.store = store;
        this.clock = clock;
        this.node = node;
    }

    /**
     * Returns how many nodes there were a few seconds ago, this one included.
     *
     * @return at least 1; without I/O
     */
    public int count() {
        return count;
    }

    /** {@return the job that tells that this node is alive, and counts all} */
    public Job job() {
        return new Job("live-nodes", INTERVAL, false, this::beat);
    }

    private synchronized void beat() {
        Instant now = clock.coordination();
        if (!holds(now)) {
            lease = 1;
            while (!holds(now) && lease < MOST) {
                lease++;
            }
        }
        count = Math.max(1, store.countHeld(PREFIX, now));
    }

    private boolean holds(Instant now) {
        return store.acquire(PREFIX + lease, node, now, now.plus(LEASE));
    }
}
