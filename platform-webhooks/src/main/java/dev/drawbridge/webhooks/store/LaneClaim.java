package dev.drawbridge.webhooks.store;

import java.time.Instant;

/**
 * A node's wish for work.
 *
 * @param node who asks
 * @param now product time: what is due by then
 * @param coordination coordination time: which leases have expired by then
 * @param leaseUntil coordination time: until when the lane is the node's
 * @param limit the most deliveries
 */
public record LaneClaim(String node, Instant now, Instant coordination, Instant leaseUntil, int limit) {}
