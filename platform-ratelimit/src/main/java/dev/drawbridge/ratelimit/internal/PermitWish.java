package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.ratelimit.spi.CounterLimit;
import java.util.List;

/**
 * What one call needs: the same number of permits of each counter, or none of any.
 *
 * @param limits the counters and how far they may go now
 * @param cost how many permits the call takes of each, at least 1
 */
public record PermitWish(List<CounterLimit> limits, int cost) {

    /** Copies the list. */
    public PermitWish {
        limits = List.copyOf(limits);
    }
}
