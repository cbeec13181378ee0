package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/** PostgreSQL 14 or newer: any number of nodes, the database's clock. */
public final class PostgresDialect implements Dialect {

    static final String NAME = "postgresql";

    /** The oldest server that has {@code pg_current_snapshot} and {@code xid8} and still gets fixes. */
    public static final int MIN_VERSION = 14;

    /** A request that waits longer for a lock or a plan gone wrong is better told to come again. */
    private static final int MOST_SECONDS = 10;

    /** Any number that others are unlikely to use: "dp_schem" in ASCII. */
    private static final long MIGRATION_LOCK = 0x64705f736368656dL;

    @Override
    public String name() {
        return NAME;
    }

    // A timer of the driver: no round trip.
    @Override
    public void limitStatements(Jdbi jdbi) {
        jdbi.getConfig(SqlStatements.class).setQueryTimeout(MOST_SECONDS);
    }

    // DDL is transactional here: a migration that fails leaves nothing behind.
    @Override
    public void exclusively(Jdbi jdbi, Consumer<Handle> migration) {
        jdbi.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(?)", MIGRATION_LOCK);
            migration.accept(handle);
        });
    }

    // A failing statement would abort the whole transaction here, so nothing may fail.
    @Override
    public boolean insertIfAbsent(Handle handle, String insert, UnaryOperator<Update> bindings) {
        try (Update update = handle.createUpdate(insert + " on conflict do nothing")) {
            return bindings.apply(update).execute() == 1;
        }
    }

    @Override
    public PlatformClock clock(JdbiTransactions transactions) {
        return new PostgresClock(transactions);
    }

    @Override
    public ChangeStore changes(JdbiTransactions transactions) {
        return new PostgresChangeStore(transactions);
    }

    @Override
    public CounterStore counters(JdbiTransactions transactions, boolean durable) {
        return new PostgresCounterStore(transactions, durable);
    }

    @Override
    public LaneLeases laneLeases() {
        return new PostgresLaneLeases();
    }

    @Override
    public UsageTables usageTables() {
        return new PostgresUsageTables();
    }
}
