package dev.drawbridge.webhooks.store;

/**
 * What became of a lane's batch.
 *
 * @param batch what was claimed
 * @param result what became of it
 */
public record LaneReport(LaneBatch batch, LaneResult result) {}
