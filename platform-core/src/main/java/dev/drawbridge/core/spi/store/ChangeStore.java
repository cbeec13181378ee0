package dev.drawbridge.core.spi.store;

import java.time.Instant;

/** Keeps the feed. Implementations are thread-safe. */
public interface ChangeStore {

    /** The position before which nothing was read: a read from here returns all rows that have not expired. */
    String START = "";

    /**
     * Appends a row in the transaction of the thread.
     *
     * @param change the row
     */
    void append(Change change);

    /**
     * Reads every row that became visible after a position, however late its transaction committed.
     *
     * @param position {@link #START} or the position of an earlier read
     * @param now rows that expired before are left out
     * @return the rows and the next position
     */
    ChangeBatch readSince(String position, Instant now);

    /**
     * Deletes rows that expired.
     *
     * @param before rows that expired before this instant
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
