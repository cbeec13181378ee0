package dev.drawbridge.ratelimit.spi;

import java.util.List;

/**
 * What a demand got.
 *
 * @param granted how many of its calls were granted
 * @param used how many permits of each counter are taken now, those included, in the order of the demand's limits
 */
public record CounterResult(int granted, List<Long> used) {

    /** Copies the list. */
    public CounterResult {
        used = List.copyOf(used);
    }
}
