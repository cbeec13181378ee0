package dev.drawbridge.ratelimit;

import java.time.Duration;

/**
 * How many calls are allowed in which time.
 *
 * @param name names the policy in header fields, {@code [a-z]} only
 * @param quota the most calls in a window
 * @param window how long a window is, in whole seconds
 */
public record QuotaPolicy(String name, int quota, Duration window) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name has other characters, the quota is negative or the window is no number
     *     of whole seconds
     */
    public QuotaPolicy {
        if (!name.matches("[a-z]{1,32}") || quota < 0 || window.getSeconds() < 1 || window.getNano() != 0) {
            throw new IllegalArgumentException("Not a quota policy: " + name + ", " + quota + " in " + window);
        }
    }
}
