package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.spi.store.Tenant;
import java.time.Instant;
import java.util.Map;

/**
 * A node's wish for work.
 *
 * @param node who asks
 * @param now product time: what is due by then
 * @param coordination coordination time: which leases have expired by then
 * @param leaseUntil coordination time: until when the lanes are the node's
 * @param lanes the most lanes
 * @param limit the most deliveries of a lane; fewer for an endpoint with a small {@linkplain LaneHealth#quantum quantum}
 * @param room the most lanes of one developer
 * @param rooms the same for developers whose lanes the node already holds; 0 leaves a developer out
 */
public record LaneClaim(
        String node,
        Instant now,
        Instant coordination,
        Instant leaseUntil,
        int lanes,
        int limit,
        int room,
        Map<Tenant, Integer> rooms) {

    /** How many deliveries a lane gives for each request that its endpoint may have in flight. */
    private static final int PER_REQUEST = 8;

    /** Copies the rooms. */
    public LaneClaim {
        rooms = Map.copyOf(rooms);
    }

    /**
     * Makes a claim that is the node's first.
     *
     * @param node who asks
     * @param now product time
     * @param leaseUntil until when the lanes are the node's, in a world without shifted clocks
     * @param lanes the most lanes
     * @param limit the most deliveries of a lane
     * @return the claim
     */
    public static LaneClaim first(String node, Instant now, Instant leaseUntil, int lanes, int limit) {
        return new LaneClaim(node, now, now, leaseUntil, lanes, limit, lanes, Map.of());
    }

    /**
     * Tells how many lanes of a developer may be taken.
     *
     * @param tenant the developer
     * @return 0 or more
     */
    public int roomOf(Tenant tenant) {
        return rooms.getOrDefault(tenant, room);
    }

    /**
     * Tells how many deliveries of a lane are to be taken.
     *
     * @param quantum how many requests may be in flight to its endpoint
     * @return 1 or more
     */
    public int rows(int quantum) {
        return Math.min(limit, quantum * PER_REQUEST);
    }
}
