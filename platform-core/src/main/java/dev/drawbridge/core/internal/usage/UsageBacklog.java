package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageKey;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Counts that wait for the store. Not thread-safe but for {@link #merged}.
 *
 * <p>While the store is away there is one cell for each key and minute, up to {@value #MOST_CELLS} (about 60 MB; ten thousand
 * keys for twenty minutes). Beyond that cells are merged, so that calls lose precision and never their number: first into the
 * first minute of their hour, then those of all routes into {@link UsageKey#OTHER}, then those of all companies into {@link
 * #ALL_COMPANIES}; after that there is one cell per app and hour.
 */
final class UsageBacklog {

    /** How many cells are kept apart. */
    static final int MOST_CELLS = 200_000;

    /** The company of calls that were merged. */
    static final CompanyId ALL_COMPANIES = new CompanyId("*");

    private final int most;
    private TreeMap<UsageKey, UsageCounts> cells = new TreeMap<>();
    private final AtomicLong merged = new AtomicLong();

    UsageBacklog(int most) {
        this.most = most;
    }

    void add(UsageKey key, UsageCounts counts) {
        if (!counts.equals(UsageCounts.ZERO)) {
            cells.merge(key, counts, UsageCounts::plus);
            if (cells.size() > most) {
                coarsen();
            }
        }
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    int size() {
        return cells.size();
    }

    /** How many cells were merged into coarser ones because there were too many. */
    long merged() {
        return merged.get();
    }

    /** Removes and returns the first cells in the order of their keys. */
    SortedMap<UsageKey, UsageCounts> takeFirst(int limit) {
        SortedMap<UsageKey, UsageCounts> first = new TreeMap<>();
        while (first.size() < limit && !cells.isEmpty()) {
            Map.Entry<UsageKey, UsageCounts> next = cells.pollFirstEntry();
            first.put(next.getKey(), next.getValue());
        }
        return first;
    }

    private void coarsen() {
        // Down to half: otherwise the next cells would each merge all others once more.
        mergeBy(key -> key.at(UsageGrain.HOUR));
        if (cells.size() > most / 2) {
            mergeBy(key -> new UsageKey(key.app(), key.company(), UsageKey.OTHER, key.minute()));
        }
        if (cells.size() > most / 2) {
            mergeBy(key -> new UsageKey(key.app(), ALL_COMPANIES, UsageKey.OTHER, key.minute()));
        }
    }

    private void mergeBy(UnaryOperator<UsageKey> coarser) {
        TreeMap<UsageKey, UsageCounts> fewer = new TreeMap<>();
        cells.forEach((key, counts) -> fewer.merge(coarser.apply(key), counts, UsageCounts::plus));
        merged.addAndGet(cells.size() - fewer.size());
        cells = fewer;
    }
}
