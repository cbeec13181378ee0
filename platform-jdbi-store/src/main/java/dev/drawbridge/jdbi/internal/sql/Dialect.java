package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** What differs between the databases; everything else is SQL that both understand. Implementations are thread-safe. */
public interface Dialect {

    /** The name in the marks of the SQL files. */
    String name();

    /** Gives statements of requests an end, if they would not have one by themselves. */
    void limitStatements(Jdbi jdbi);

    /** Runs a migration while no other node runs one on the same database. */
    void exclusively(Jdbi jdbi, Consumer<Handle> migration);

    /**
     * Inserts a row unless one of the same key (any unique key) exists; of parallel calls one gets true. Works inside a
     * transaction: the loser's transaction continues.
     *
     * @param handle the thread's
     * @param insert a plain {@code insert into ... values (...)}
     * @param bindings binds its parameters
     * @return true if the row was inserted
     */
    boolean insertIfAbsent(Handle handle, String insert, UnaryOperator<Update> bindings);

    /** The clock that all nodes on this database share. */
    PlatformClock clock(JdbiTransactions transactions);

    /** The change feed, whose order of commits each database tells in its own way. */
    ChangeStore changes(JdbiTransactions transactions);

    /**
     * The limiter's counters, which each database takes in its own way.
     *
     * @param transactions the thread's
     * @param durable whether a permit is on disk before it is granted
     */
    CounterStore counters(JdbiTransactions transactions, boolean durable);

    /** How lanes of webhooks are leased. */
    LaneLeases laneLeases();

    /** How usage is counted. */
    UsageTables usageTables();
}
