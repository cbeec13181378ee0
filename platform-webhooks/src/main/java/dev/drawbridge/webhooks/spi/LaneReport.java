package dev.drawbridge.webhooks.spi;

import java.util.List;

/**
 * What became of a lane's batch.
 *
 * @param batch what was claimed
 * @param result what became of it
 */
public record LaneReport(LaneBatch batch, LaneResult result) {

    /**
     * Reports that nothing of a batch was sent: its lane is free again, its deliveries stay due.
     *
     * @param batch what was claimed
     * @return the report
     */
    public static LaneReport unsent(LaneBatch batch) {
        return new LaneReport(batch, new LaneResult(List.of(), batch.health(), null));
    }
}
