package dev.drawbridge.ratelimit.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides on demands one after the other, for stores that read counters, hold them, and write back what changed. For one
 * thread.
 */
public final class CounterSheet {

    private final Map<CounterWindow, Long> used;

    /**
     * Begins.
     *
     * @param used how many permits were taken before; a counter that is left out has none taken
     */
    public CounterSheet(Map<CounterWindow, Long> used) {
        this.used = new HashMap<>(used);
    }

    /**
     * Decides on the next demand and counts what it got.
     *
     * @param demand what is wanted
     * @return what it got
     */
    public CounterResult decide(CounterDemand demand) {
        List<Long> before = new ArrayList<>(demand.limits().size());
        for (CounterLimit limit : demand.limits()) {
            before.add(usedOf(limit.window()));
        }
        int granted = demand.grantedAfter(before);
        List<Long> after = new ArrayList<>(before.size());
        for (int i = 0; i < before.size(); i++) {
            long now = before.get(i) + (long) granted * demand.cost();
            after.add(now);
            used.put(demand.limits().get(i).window(), now);
        }
        return new CounterResult(granted, after);
    }

    /**
     * Returns how many permits of a counter are taken now.
     *
     * @param window the counter
     * @return 0 if none
     */
    public long usedOf(CounterWindow window) {
        return used.getOrDefault(window, 0L);
    }
}
