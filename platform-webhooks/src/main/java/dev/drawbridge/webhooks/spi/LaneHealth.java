package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recent delivery health of an endpoint.
 *
 * @param failures failed attempts since the last success
 * @param failingSince the first of them, or null
 * @param notBefore nothing is sent before this instant, or null
 * @param quantum how many requests may be in flight to it, 1 to {@link #FULL_QUANTUM}; fewer while it is slow
 */
public record LaneHealth(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant notBefore,
        int quantum) {

    /** The most requests in flight to one endpoint. */
    public static final int FULL_QUANTUM = 8;

    /** Nothing failed. */
    public static final LaneHealth GOOD = new LaneHealth(0, null, null);

    /** Checks the quantum. */
    public LaneHealth {
        if (quantum < 1 || quantum > FULL_QUANTUM) {
            throw new IllegalArgumentException("A quantum is 1 to " + FULL_QUANTUM + ", not " + quantum);
        }
    }

    /**
     * Describes an endpoint that is not slow.
     *
     * @param failures failed attempts since the last success
     * @param failingSince the first of them, or null
     * @param notBefore nothing is sent before this instant, or null
     */
    public LaneHealth(int failures, @Nullable Instant failingSince, @Nullable Instant notBefore) {
        this(failures, failingSince, notBefore, FULL_QUANTUM);
    }

    /**
     * Returns the same health with another quantum.
     *
     * @param value the quantum
     * @return the health
     */
    public LaneHealth withQuantum(int value) {
        return new LaneHealth(failures, failingSince, notBefore, value);
    }
}
