package dev.drawbridge.webhooks.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint did lately.
 *
 * @param failures failed attempts since the last success
 * @param failingSince the first of them, or null
 * @param notBefore nothing is sent before this instant, or null
 */
public record LaneHealth(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant notBefore) {

    /** Nothing failed. */
    public static final LaneHealth GOOD = new LaneHealth(0, null, null);
}
