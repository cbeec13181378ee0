package dev.drawbridge.webhooks.spi;

import java.util.List;
import java.util.Set;

/**
 * Schedules endpoints: one lane each, leased by one node at a time. Every verb is atomic; implementations are thread-safe.
 */
public interface LaneStore {

    /**
     * Leases due lanes and takes what is due on them. Developers take turns, then their endpoints: every developer's lane
     * that was served longest ago comes before anybody's second one, and who was served longest ago comes first. Checks the
     * audience again: a delivery whose app is not in use any more, or whose grant has ended, becomes {@link
     * DeliveryStatus#CANCELLED} and is left out.
     *
     * @param claim who asks for what
     * @return the lanes in their turn, none if none is due
     */
    List<LaneBatch> claim(LaneClaim claim);

    /**
     * Reports what became of batches and gives their lanes back. A success counts always, everything else only while the
     * batch's lease is the lane's last one. Reporting twice changes nothing.
     *
     * @param reports at most one for each lane
     * @return the endpoints whose lane no other node has taken since
     */
    Set<EndpointId> complete(List<LaneReport> reports);
}
