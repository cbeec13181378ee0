package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 in its regular mode, embedded: one process, whose own clock is the clock. */
public final class H2Dialect implements Dialect {

    static final String NAME = "h2";

    private static final Logger LOG = LoggerFactory.getLogger(H2Dialect.class);
    private static final int MIGRATION_WAIT_MILLIS = 60_000;

    /** Of 2.5.252, about one crash in 400 among parallel writers lost acknowledged commits; of 2.4.240 none in 1,000. */
    private static final String LOSES_COMMITS = "2.5.";

    private static final String WRITE_DELAY = """
            select coalesce(max(cast(setting_value as integer)), 0)
            from information_schema.settings where setting_name = 'WRITE_DELAY'""";

    @Override
    public String name() {
        return NAME;
    }

    /** Warns when acknowledged writes could be lost. */
    public void warnOfLostWrites(Handle handle, String url) {
        if (url.startsWith("jdbc:h2:mem:")) {
            return;
        }
        String version =
                handle.createQuery("select h2version()").mapTo(String.class).one();
        if (losesCommits(version)) {
            LOG.warn(
                    "H2 {} can lose acknowledged writes when the process dies while several threads commit. Use H2 2.4.",
                    version);
        }
        // The setting occurs twice when the URL names it.
        int delay = handle.createQuery(WRITE_DELAY).mapTo(Integer.class).one();
        if (delay > 0) {
            LOG.warn(
                    "This H2 database acknowledges writes up to {} ms before they are on disk, so a crash loses them. "
                            + "Add ;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE to its URL.",
                    delay);
        }
    }

    /**
     * Tells whether a version was seen to forget commits that it had acknowledged.
     *
     * @param version what the database says of itself, for example {@code 2.4.240}
     */
    public static boolean losesCommits(String version) {
        return version.startsWith(LOSES_COMMITS);
    }

    // Embedded: nothing is silent. Lock waits have their own limit, and a time limit would be a command per statement.
    @Override
    public void limitStatements(Jdbi jdbi) {}

    // DDL commits in H2, so the lock is held by one connection and the work is done by another.
    @Override
    public void exclusively(Jdbi jdbi, Consumer<Handle> migration) {
        try (Handle lock = jdbi.open()) {
            int timeout =
                    lock.createQuery("call lock_timeout()").mapTo(Integer.class).one();
            lock.execute("set lock_timeout " + MIGRATION_WAIT_MILLIS);
            try {
                lock.execute("create table if not exists dp_schema_lock (id integer primary key)");
                insertIfAbsent(lock, "insert into dp_schema_lock (id) values (1)", insert -> insert);
                lock.begin();
                lock.createQuery("select id from dp_schema_lock where id = 1 for update")
                        .mapTo(Integer.class)
                        .one();
                try (Handle worker = jdbi.open()) {
                    migration.accept(worker);
                } finally {
                    lock.rollback();
                }
            } finally {
                lock.execute("set lock_timeout " + timeout);
            }
        }
    }

    // A statement that fails is undone alone here; the transaction around it continues.
    @Override
    public boolean insertIfAbsent(Handle handle, String insert, UnaryOperator<Update> bindings) {
        try (Update update = handle.createUpdate(insert)) {
            return bindings.apply(update).execute() == 1;
        } catch (JdbiException e) {
            if (DatabaseFailures.duplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public PlatformClock clock(JdbiTransactions transactions) {
        return PlatformClock.system();
    }

    @Override
    public ChangeStore changes(JdbiTransactions transactions) {
        return new H2ChangeStore(transactions, this);
    }

    // Whether writes wait for the disk is a setting of the database here.
    @Override
    public CounterStore counters(JdbiTransactions transactions, boolean durable) {
        return new H2CounterStore(transactions, this);
    }

    @Override
    public LaneLeases laneLeases() {
        return new H2LaneLeases();
    }

    @Override
    public UsageTables usageTables() {
        return new H2UsageTables(this);
    }
}
