package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Keeps how many calls each app made on each UTC day. Every verb is atomic; implementations are thread-safe and join the
 * {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface UsageStore {

    /** How long the counts of a day are kept after the last call that was added to them. */
    Duration DAY_LIFETIME = Duration.ofDays(3 * 366L);

    /** How long the last sequence number of a node is kept; a node that retries does so for less. */
    Duration LEDGER_LIFETIME = Duration.ofDays(7);

    /**
     * Adds counts, once per node and sequence number, however often it is tried.
     *
     * @param node unique per process
     * @param sequence counts the node's additions from 1; it flushes one at a time
     * @param counts what to add
     * @param now when; from here the ledger row and the days' rows live on
     * @return false if this addition was made before
     */
    boolean add(String node, long sequence, SortedMap<AppDay, UsageCounts> counts, Instant now);

    /**
     * Reads the days of an app that had calls.
     *
     * @param app the app
     * @param from the first day
     * @param to the last day
     * @return day to counts, ascending
     */
    SortedMap<LocalDate, UsageCounts> days(AppId app, LocalDate from, LocalDate to);

    /**
     * Sums the days of several apps, in one statement.
     *
     * @param apps the apps
     * @param from the first day
     * @param to the last day
     * @return app to calls; apps without calls are left out
     */
    Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to);

    /**
     * Sums all days of an app that are kept.
     *
     * @param app the app
     * @return how many calls it made
     */
    long total(AppId app);

    /**
     * Deletes days and ledger rows that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete of either kind
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
