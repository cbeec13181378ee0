package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps how many calls each app made for each company and to each route, by minute, hour and UTC day. Every verb is atomic;
 * implementations are thread-safe and join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 *
 * <p>Additions go to minutes. {@link #fold} sums minutes up to hours and hours up to days once they are closed; an addition
 * to a period that is folded already goes to its minute, hour and day together, however late it comes, so all grains have
 * the same sums. Reads are never behind: what is not folded yet is added from the finer grain.
 */
public interface UsageStore {

    /** How long the last sequence number of a node is kept; a node that retries does so for less. */
    Duration LEDGER_LIFETIME = Duration.ofDays(7);

    /** How long after its end an hour is closed: until then its calls are read from the minutes. */
    Duration HOUR_OPEN = Duration.ofMinutes(5);

    /** How long after its end a day is closed: until then its calls are read from the hours. */
    Duration DAY_OPEN = Duration.ofHours(2);

    /**
     * Adds counts, once per node and sequence number, however often it is tried.
     *
     * @param node unique per process
     * @param sequence counts the node's additions from 1; it flushes one at a time
     * @param counts what to add
     * @param now when; from here the ledger row lives on
     * @return false if this addition was made before
     */
    boolean add(String node, long sequence, SortedMap<UsageKey, UsageCounts> counts, Instant now);

    /**
     * Reads sums of an app's calls.
     *
     * @param query which
     * @return sums of what had calls, in {@link UsageSum#ORDER}
     */
    List<UsageSum> sums(UsageQuery query);

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
     * Reads the days of apps that had calls, in one statement.
     *
     * @param apps which apps
     * @param from the first day
     * @param to the last day
     * @return app to its days, ascending; apps without calls are left out
     */
    Map<AppId, SortedMap<LocalDate, UsageCounts>> days(Set<AppId> apps, LocalDate from, LocalDate to);

    /**
     * Sums what calls took of the quota in an hour, in one statement.
     *
     * @param hour an instant of the hour
     * @return company to permits; companies without calls are left out
     */
    Map<CompanyId, Long> permits(Instant hour);

    /**
     * Folds the oldest hour or day that is closed and not folded yet.
     *
     * @param now the time
     * @return false if there is none left
     */
    boolean fold(Instant now);

    /**
     * Deletes counts that were kept for as long as {@link UsageGrain#kept} says, and ledger rows that expired. What is not
     * folded yet stays.
     *
     * @param before the time
     * @param limit the most rows to delete of each kind
     * @return how many were deleted
     */
    int purge(Instant before, int limit);

    /**
     * Reads the days of an app that had calls.
     *
     * @param app the app
     * @param from the first day
     * @param to the last day
     * @return day to counts, ascending
     */
    default SortedMap<LocalDate, UsageCounts> days(AppId app, LocalDate from, LocalDate to) {
        return days(Set.of(app), from, to).getOrDefault(app, new TreeMap<>());
    }

    /**
     * Sums all days of an app that are kept.
     *
     * @param app the app
     * @return how many calls it made
     */
    default long total(AppId app) {
        return totals(Set.of(app), LocalDate.EPOCH, LocalDate.of(9999, 1, 1)).getOrDefault(app, 0L);
    }
}
