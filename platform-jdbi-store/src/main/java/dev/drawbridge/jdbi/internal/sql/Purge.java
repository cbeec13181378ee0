package dev.drawbridge.jdbi.internal.sql;

import java.time.Instant;

/**
 * The statement that deletes the rows of a table that are past their time, a bounded number with each execution.
 *
 * @param statement has the parameters {@code :before} and {@code :limit}
 */
public record Purge(String statement) {

    /**
     * Makes the statement for a table whose column {@code expires_at} tells the time. It looks at the time once more when it
     * has a row's lock, because the row may have got more time meanwhile.
     *
     * @param table the table
     * @param key the columns of its primary key
     * @return the statement
     */
    public static Purge expired(String table, String key) {
        return new Purge("delete from " + table + " where (" + key + ") in (select " + key + " from " + table
                + " where expires_at < :before fetch first :limit rows only) and expires_at < :before");
    }

    /** Deletes rows and returns how many. */
    public int run(JdbiTransactions transactions, Instant before, int limit) {
        return transactions.withHandle(handle -> handle.createUpdate(statement)
                .bind("before", before)
                .bind("limit", limit)
                .execute());
    }
}
