package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.AppDay;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the calls of each app per UTC day and outcome: in memory first, then added to the store every few seconds. A stop
 * by {@code Platform.close()} loses nothing, a kill at most one interval of this node. Thread-safe.
 */
public final class UsageMeter {

    /** The pause between two flushes. */
    public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(4);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    private final UsageStore store;
    private final PlatformClock clock;
    private final String node;
    private final Map<AppDay, UsageCell> cells = new ConcurrentHashMap<>();
    // What was taken from the cells but is not surely stored. Kept with its number until it is: a retry adds it once.
    private SortedMap<AppDay, UsageCounts> pending = new TreeMap<>();
    private long sequence;

    /**
     * Makes the meter of a node.
     *
     * @param store where the sums go
     * @param clock tells the day
     * @param node unique per process
     */
    public UsageMeter(UsageStore store, PlatformClock clock, String node) {
        this.store = store;
        this.clock = clock;
        this.node = node;
    }

    public OpenUsage open(AppId app) {
        return cells.computeIfAbsent(new AppDay(app, today()), key -> new UsageCell())
                .open();
    }

    /**
     * Adds what was counted since the last flush to the store, in one transaction. If that fails, the same numbers are
     * tried again by the next flush and added once, even if the first try was committed after all.
     */
    public synchronized void flush() {
        if (!pending.isEmpty()) {
            store.add(node, sequence, pending, clock.coordination());
            pending = new TreeMap<>();
        }
        SortedMap<AppDay, UsageCounts> taken = takeAll();
        if (!taken.isEmpty()) {
            sequence++;
            pending = taken;
            store.add(node, sequence, pending, clock.coordination());
            pending = new TreeMap<>();
        }
    }

    /**
     * Returns the background work of the meter.
     *
     * @return flush and purge
     */
    public List<Job> jobs() {
        return List.of(
                new Job("usage-flush", FLUSH_INTERVAL, false, this::flush),
                PurgeJob.of("usage-purge", clock, store::purge)
                        .every(PURGE_INTERVAL)
                        .onOneNode());
    }

    /**
     * Returns the tab that shows developers what was counted.
     *
     * @return a page, a CSV download and a JSON call
     */
    public AppPanel panel() {
        return new UsagePanel(store, clock);
    }

    private SortedMap<AppDay, UsageCounts> takeAll() {
        SortedMap<AppDay, UsageCounts> taken = new TreeMap<>();
        LocalDate yesterday = today().minusDays(1);
        cells.forEach((key, cell) -> {
            UsageCounts counts = cell.take();
            if (counts.total() > 0) {
                taken.put(key, counts);
            }
            if (key.day().isBefore(yesterday) && cell.idle()) {
                cells.remove(key, cell);
            }
        });
        return taken;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
