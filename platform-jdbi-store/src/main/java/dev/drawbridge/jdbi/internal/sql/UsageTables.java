package dev.drawbridge.jdbi.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What differs between the databases in how usage is counted. Implementations are thread-safe. */
public interface UsageTables {

    /**
     * Adds to rows, and makes those that are not there yet.
     *
     * @param handle of the transaction
     * @param table one of the usage tables
     * @param rows in the order in which all nodes lock them; each key once
     */
    void add(Handle handle, String table, List<UsageRow> rows);

    /** Ends a query whose row many transactions may hold, but none may change meanwhile. */
    String forShare();

    /** Ends a query that leaves out rows that others hold. */
    String skipLocked();
}
