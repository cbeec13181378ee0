package dev.drawbridge.ratelimit.internal;

import java.util.List;

/**
 * Whether a call got its permits.
 *
 * @param granted true if so
 * @param used how many permits of each counter were taken after the call had its turn, in the order of the wish
 * @param degraded true if the counters were unavailable and this node decided alone; {@code used} is its own view then, and
 *     holds for no other call
 */
public record PermitResult(boolean granted, List<Long> used, boolean degraded) {

    /** Copies the list. */
    public PermitResult {
        used = List.copyOf(used);
    }

    /** What the counters said. */
    static PermitResult counted(boolean granted, List<Long> used) {
        return new PermitResult(granted, used, false);
    }
}
