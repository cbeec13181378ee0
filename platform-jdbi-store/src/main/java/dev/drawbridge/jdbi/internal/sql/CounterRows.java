package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterSheet;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which rows of {@code dp_counter} a batch touches. */
final class CounterRows {

    private static final Comparator<CounterWindow> ORDER =
            Comparator.comparing(CounterWindow::key).thenComparing(CounterWindow::start);

    private CounterRows() {}

    /** The counters of a batch in the order in which every transaction locks them, so that none wait in a circle. */
    static SortedSet<CounterWindow> of(List<CounterDemand> demands) {
        SortedSet<CounterWindow> windows = new TreeSet<>(ORDER);
        demands.forEach(demand -> demand.limits().forEach(limit -> windows.add(limit.window())));
        return windows;
    }

    /** The counters that the decisions moved. */
    static List<CounterWindow> changed(Map<CounterWindow, Long> before, CounterSheet after) {
        return before.keySet().stream()
                .filter(window -> after.usedOf(window) != before.getOrDefault(window, 0L))
                .toList();
    }

    /** Whether each demand names one counter, and no two the same. */
    static boolean oneEach(List<CounterDemand> demands) {
        Set<CounterWindow> windows = new HashSet<>();
        return demands.stream().allMatch(demand -> {
            List<CounterLimit> limits = demand.limits();
            return limits.size() == 1 && windows.add(limits.get(0).window());
        });
    }
}
