package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;

/** Lets one node at a time do a thing. Thread-safe. */
public final class Leases {

    private final LeaseStore store;
    private final PlatformClock clock;
    private final String node;

    /**
     * Makes the leases of a node.
     *
     * @param store keeps them
     * @param clock whose coordination time judges expiry
     * @param node the name of this node, unique per process
     */
    public Leases(LeaseStore store, PlatformClock clock, String node) {
        this.store = store;
        this.clock = clock;
        this.node = node;
    }

    /**
     * Runs the work if this node gets the lease, and gives it back afterwards.
     *
     * @param name what is leased
     * @param ttl after which the lease is free again should this node die
     * @param work what to do
     * @return true if the work ran
     */
    public boolean runExclusively(String name, Duration ttl, Runnable work) {
        Instant now = clock.coordination();
        if (!store.acquire(name, node, now, now.plus(ttl))) {
            return false;
        }
        try {
            work.run();
        } finally {
            store.release(name, node);
        }
        return true;
    }

    /**
     * Returns the name of this node.
     *
     * @return unique per process
     */
    public String node() {
        return node;
    }
}
