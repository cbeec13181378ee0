package dev.drawbridge.ratelimit.spi;

import java.util.List;

/**
 * What a node wants for calls of one kind. Each call takes {@code cost} permits of every counter, or none of any.
 *
 * @param limits the counters and their limits, at least one, each counter once; all of one {@link CounterWindow#group()}
 * @param cost how many permits a call takes of each, at least 1
 * @param calls how many calls, at least 1; as many of them are granted as fit in everywhere
 */
public record CounterDemand(List<CounterLimit> limits, int cost, int calls) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public CounterDemand {
        limits = List.copyOf(limits);
        if (limits.isEmpty() || hasTwins(limits)) {
            throw new IllegalArgumentException("A demand names each of its counters once, and at least one: " + limits);
        }
        if (cost < 1 || calls < 1) {
            throw new IllegalArgumentException("Cost and calls are 1 or more: " + cost + ", " + calls);
        }
    }

    /** Compares each with each: a tier has few limits, and every call comes here. */
    private static boolean hasTwins(List<CounterLimit> limits) {
        for (int i = 1; i < limits.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (limits.get(i).window().equals(limits.get(j).window())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Tells how many calls are granted. Stores in Java call it while they hold the counters; stores in SQL say the same in
     * their statement.
     *
     * @param used how many permits of each counter were taken before, in the order of the limits
     * @return 0 to {@code calls}
     */
    public int grantedAfter(List<Long> used) {
        long granted = calls;
        for (int i = 0; i < limits.size(); i++) {
            granted = Math.min(granted, Math.max(0, limits.get(i).limit() - used.get(i)) / cost);
        }
        return (int) granted;
    }
}
