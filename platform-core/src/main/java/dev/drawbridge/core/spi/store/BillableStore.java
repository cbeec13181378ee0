package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what hosts bill, a row for each use. Every verb is atomic; implementations are thread-safe and join the {@link
 * Transactions} of the thread: a use is kept if and only if the transaction that recorded it is.
 */
public interface BillableStore {

    /** How long a use is kept. */
    Duration LIFETIME = Duration.ofDays(3 * 366L);

    /**
     * Records a use, unless the company has one of the same key.
     *
     * @param use what is billed
     * @param now when
     * @return false if it was recorded before; then nothing changes
     */
    boolean record(BillableUse use, Instant now);

    /**
     * Sums a company's uses.
     *
     * @param company who pays
     * @param from recorded at this instant or later
     * @param to recorded before this instant
     * @return a sum for each app and route, in this order
     */
    List<BilledSum> sums(CompanyId company, Instant from, Instant to);

    /**
     * Lists a company's uses by their keys, a page at a time.
     *
     * @param company who pays
     * @param from recorded at this instant or later
     * @param to recorded before this instant
     * @param after the last key of the page before; empty for the first page
     * @param limit the most uses to return
     * @return uses in the order of their keys; fewer than the limit if it is the last page
     */
    List<BilledUse> list(CompanyId company, Instant from, Instant to, String after, int limit);

    /**
     * Deletes uses that were kept for their time.
     *
     * @param before their time ended before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
