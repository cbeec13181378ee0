package dev.drawbridge.ratelimit.internal;

import java.util.List;

/**
 * Whether a call got its permits.
 *
 * @param granted true if so
 * @param used how many permits of each counter were taken after the call had its turn, in the order of the wish
 */
public record PermitResult(boolean granted, List<Long> used) {

    /** Copies the list. */
    public PermitResult {
        used = List.copyOf(used);
    }
}
