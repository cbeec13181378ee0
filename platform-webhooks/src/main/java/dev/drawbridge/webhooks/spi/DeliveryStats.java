package dev.drawbridge.webhooks.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries to one endpoint went.
 *
 * @param counts the newest {@value #MAX_COUNTED} deliveries by status; a status without any may be missing
 * @param waiting deliveries that have an attempt planned, all of them
 * @param attempts the attempts of the period, of the newest {@value #MAX_SAMPLED} deliveries
 * @param accepted those among them that the receiver accepted
 * @param median the time that half of them took less than, or null without any
 * @param lastAccepted when the newest delivered message was accepted, or null
 * @param last the newest attempt of all, or null before the first
 */
public record DeliveryStats(
        Map<DeliveryStatus, Long> counts,
        long waiting,
        long attempts,
        long accepted,
        @Nullable Duration median,
        @Nullable Instant lastAccepted,
        @Nullable DeliveryAttempt last) {

    /** The most deliveries that are counted, so that a page costs the same however busy the endpoint is. */
    public static final int MAX_COUNTED = 10_000;

    /** The most deliveries whose attempts are looked at. */
    public static final int MAX_SAMPLED = 1_000;

    /** Copies the counts. */
    public DeliveryStats {
        counts = Map.copyOf(counts);
    }

    /**
     * Counts deliveries.
     *
     * @param status which
     * @return 0 or more
     */
    public long count(DeliveryStatus status) {
        return counts.getOrDefault(status, 0L);
    }
}
