package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts API calls on this node, in memory first, then added to the store every few seconds. A stop by {@code Platform.close()}
 * loses nothing, a kill at most one interval of this node. A call costs one look-up and a few additions, and waits for nobody.
 * Thread-safe.
 */
public final class UsageMeter {

    /** The pause between two flushes. */
    public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(4);

    private static final Duration FOLD_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    /** The most rows of one transaction. */
    private static final int BATCH = 1_000;

    /** The most hours and days of one run: more than a week. */
    private static final int MOST_FOLDS = 200;

    private final UsageStore store;
    private final PlatformClock clock;
    private final String node;
    private final Map<UsageKey, UsageCell> cells = new ConcurrentHashMap<>();
    private final RouteNames routes = new RouteNames();
    private final UsageBacklog backlog;
    // Cells of past minutes whose calls have not all ended.
    private final List<Map.Entry<UsageKey, UsageCell>> leaving = new ArrayList<>();
    // What is not surely stored. Kept with its number until it is: a retry adds it once.
    private SortedMap<UsageKey, UsageCounts> pending = new TreeMap<>();
    private long sequence;

    /**
     * Makes the meter of a node.
     *
     * @param store where the sums go
     * @param clock tells the minute
     * @param node unique per process
     */
    public UsageMeter(UsageStore store, PlatformClock clock, String node) {
        this(store, clock, node, UsageBacklog.MOST_CELLS);
    }

    UsageMeter(UsageStore store, PlatformClock clock, String node, int mostCells) {
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.backlog = new UsageBacklog(mostCells);
    }

    /**
     * Begins to count a call, at the present minute.
     *
     * @param app which calls
     * @param company whose data is called
     * @param route what is called
     * @return the call; it is counted when it is closed
     */
    public OpenUsage open(AppId app, CompanyId company, String route) {
        Instant minute = UsageGrain.MINUTE.start(clock.instant());
        UsageKey key = new UsageKey(app, company, route, minute);
        UsageCell cell = cells.get(key);
        OpenUsage open = cell == null ? null : cell.open();
        while (open == null) {
            open = cellOf(key).open();
        }
        return open;
    }

    /** For the first call of a minute, and for routes that are not told apart. */
    private UsageCell cellOf(UsageKey key) {
        String name = routes.nameOf(key.app(), key.route(), key.minute());
        UsageKey known = new UsageKey(key.app(), key.company(), name, key.minute());
        UsageCell cell = cells.get(known);
        return cell == null ? cells.computeIfAbsent(known, any -> new UsageCell()) : cell;
    }

    /**
     * Adds what was counted since the last flush to the store, in transactions of at most 1,000 rows. If one fails, the same
     * numbers are tried again by the next flush and added once, even if the first try was committed after all.
     */
    public synchronized void flush() {
        takeAll();
        addPending();
        while (!backlog.isEmpty()) {
            pending = backlog.takeFirst(BATCH);
            sequence++;
            addPending();
        }
    }

    private void addPending() {
        if (!pending.isEmpty()) {
            store.add(node, sequence, pending, clock.coordination());
            pending = new TreeMap<>();
        }
    }

    /**
     * Returns how often counts lost precision because too many waited for the store.
     *
     * @return how many cells were merged into coarser ones
     */
    public long merged() {
        return backlog.merged();
    }

    /**
     * Returns how much waits for the store since the last flush; it falls to 0 when the store responds.
     *
     * @return how many cells
     */
    public synchronized int waiting() {
        return backlog.size() + pending.size();
    }

    /**
     * Returns the background work of the meter.
     *
     * @return flush, fold and purge
     */
    public List<Job> jobs() {
        return List.of(
                new Job("usage-flush", FLUSH_INTERVAL, false, this::flush),
                new Job("usage-fold", FOLD_INTERVAL, true, this::fold),
                PurgeJob.of("usage-purge", clock, store::purge)
                        .every(PURGE_INTERVAL)
                        .onOneNode());
    }

    /**
     * Returns the tab that shows developers what was counted.
     *
     * @param grants which companies connected an app
     * @return a page, a CSV download and a JSON call
     */
    public AppPanel panel(Grants grants) {
        return new UsagePanel(store, grants, clock);
    }

    private void fold() {
        int folded = 0;
        while (folded < MOST_FOLDS && store.fold(clock.coordination())) {
            folded++;
        }
    }

    private void takeAll() {
        leaving.removeIf(past -> taken(past.getKey(), past.getValue()));
        Instant now = UsageGrain.MINUTE.start(clock.instant());
        cells.forEach((key, cell) -> {
            if (key.minute().isBefore(now)) {
                cells.remove(key);
                cell.retire();
            }
            boolean idle = taken(key, cell);
            if (key.minute().isBefore(now) && !idle) {
                leaving.add(Map.entry(key, cell));
            }
        });
        routes.forgetBefore(now);
    }

    /** Takes what a cell counted, and tells whether that is all it will. */
    private boolean taken(UsageKey key, UsageCell cell) {
        backlog.add(key, cell.take());
        return cell.idle();
    }
}
