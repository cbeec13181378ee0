package dev.drawbridge.ratelimit.spi;

/**
 * A counter and how far it may go now.
 *
 * @param window the counter
 * @param limit the most permits, at least 0; what was taken under a higher limit stays taken
 */
public record CounterLimit(CounterWindow window, long limit) {

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public CounterLimit {
        if (limit < 0) {
            throw new IllegalArgumentException("A limit is 0 or more: " + limit);
        }
    }
}
