package dev.drawbridge.webhooks.store;

import java.util.Optional;

/**
 * Schedules endpoints: one lane each, leased by one node at a time. Every verb is atomic; implementations are thread-safe.
 */
public interface LaneStore {

    /**
     * Leases the due lane that was served longest ago and takes what is due on it. Checks the audience again: a delivery
     * whose app is not in use any more, or whose grant has ended, becomes {@link DeliveryStatus#CANCELLED} and is left out.
     *
     * @param claim who asks for what
     * @return the lane, or empty if none is due
     */
    Optional<LaneBatch> claim(LaneClaim claim);

    /**
     * Reports what became of a batch and gives the lane back. A success counts always, everything else only while the
     * batch's lease is the lane's last one. Reporting twice changes nothing.
     *
     * @param batch what was claimed
     * @param result what became of it
     * @return false if another node has taken the lane since
     */
    boolean complete(LaneBatch batch, LaneResult result);
}
