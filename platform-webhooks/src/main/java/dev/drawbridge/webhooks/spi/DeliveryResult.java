package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one delivery of a batch.
 *
 * @param delivery which
 * @param attempt the request that was made
 * @param verdict what follows
 * @param retryAt when it is tried again, for {@link Verdict#RETRY}; null otherwise
 */
public record DeliveryResult(
        String delivery,
        DeliveryAttempt attempt,
        Verdict verdict,
        @Nullable Instant retryAt) {

    /** What follows from an attempt. */
    public enum Verdict {
        /** Done. */
        DELIVERED,
        /** It uses one step of the schedule and is tried again. */
        RETRY,
        /** The schedule is used up. */
        FAILED,
        /** An attempt out of turn failed: everything stays as it was planned. */
        KEPT
    }
}
