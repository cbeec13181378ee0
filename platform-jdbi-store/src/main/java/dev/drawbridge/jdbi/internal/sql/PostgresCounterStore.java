package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterSheet;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Counters in {@code dp_counter} on PostgreSQL. Thread-safe.
 *
 * <p>If each demand of a batch names one counter of its own, one statement judges them under the locks of their rows, and the
 * rows that it returns are the proof. Any other batch locks and reads its rows with one statement, is decided here, and writes
 * with another. Either way rows are locked in the order of their keys, so that no two transactions wait in a circle.
 */
final class PostgresCounterStore implements CounterStore {

    /** A permit that a crash of the database forgets was used before; a commit that waits for the disk costs more than it. */
    private static final String COMMIT_MODE = """
            with commit_mode as materialized (
                select case when :relaxed then set_config('synchronous_commit', 'off', true) end)
            """;

    /**
     * What is inserted is granted whole, for no more than the limit is demanded. Where the row is there already, its lock is
     * held when {@code used} is read; of the demand only what was to be inserted is seen then, hence {@code most} and {@code
     * cost}.
     */
    private static final String TAKE = COMMIT_MODE
            + """
            insert into dp_counter (counter_key, window_start, used, granted, most, cost, expires_at)
            select counter_key, window_start, permits, permits, most, cost, expires_at
            from unnest(:keys, cast(:starts as timestamptz[]), :permits, :limits, :costs, cast(:expiries as timestamptz[]))
                as demand (counter_key, window_start, permits, most, cost, expires_at), commit_mode
            order by counter_key, window_start
            on conflict (counter_key, window_start) do update set
                most = excluded.most,
                cost = excluded.cost,
                granted = <granted>,
                used = dp_counter.used + <granted>
            returning counter_key, window_start, used, granted""".replace(
                            "<granted>",
                            "least(excluded.granted,"
                                    + " greatest(excluded.most - dp_counter.used, 0) / excluded.cost * excluded.cost)");

    /** Changes nothing of a row that is there, but has its lock and its newest values afterwards. */
    private static final String LOCK = COMMIT_MODE + """
            insert into dp_counter (counter_key, window_start, used, granted, most, cost, expires_at)
            select counter_key, window_start, 0, 0, 0, 1, expires_at
            from unnest(:keys, cast(:starts as timestamptz[]), cast(:expiries as timestamptz[]))
                as demand (counter_key, window_start, expires_at), commit_mode
            order by counter_key, window_start
            on conflict (counter_key, window_start) do update set granted = 0
            returning counter_key, window_start, used""";

    private static final String SET = """
            update dp_counter c set used = changed.used
            from unnest(:keys, cast(:starts as timestamptz[]), :used) as changed (counter_key, window_start, used)
            where c.counter_key = changed.counter_key and c.window_start = changed.window_start""";

    private static final String ADD = COMMIT_MODE + """
            insert into dp_counter (counter_key, window_start, used, granted, most, cost, expires_at)
            select :key, :start, :permits, 0, 0, 1, :expiresAt from commit_mode
            on conflict (counter_key, window_start) do update set used = dp_counter.used + excluded.used""";

    private static final String USED = """
            select c.counter_key, c.window_start, c.used
            from unnest(:keys, cast(:starts as timestamptz[])) as wanted (counter_key, window_start)
            join dp_counter c on c.counter_key = wanted.counter_key and c.window_start = wanted.window_start
            where c.used > 0""";

    // Rows that another node counts in or purges now are left to it.
    private static final Purge PURGE = new Purge("""
            delete from dp_counter where (counter_key, window_start) in (
                select counter_key, window_start from dp_counter where expires_at < :before
                order by counter_key, window_start limit :limit for update skip locked)""");

    /** A call waits for it. Those behind it give up sooner; this is for a database that accepts statements and ends none. */
    private static final int MOST_SECONDS = 5;

    private final JdbiTransactions transactions;
    private final boolean durable;

    /**
     * Makes the store.
     *
     * @param transactions the thread's
     * @param durable whether a permit is on disk before it is granted
     */
    PostgresCounterStore(JdbiTransactions transactions, boolean durable) {
        this.transactions = transactions;
        this.durable = durable;
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        if (CounterRows.oneEach(demands)) {
            return takeOneEach(demands);
        }
        boolean relaxed = relaxed();
        return transactions.inTransaction(
                () -> transactions.withHandle(handle -> takeSeveral(handle, demands, relaxed)));
    }

    private List<CounterResult> takeOneEach(List<CounterDemand> demands) {
        List<CounterWindow> windows =
                demands.stream().map(demand -> only(demand).window()).toList();
        Map<CounterWindow, Taken> taken = new HashMap<>();
        transactions.useHandle(handle -> bound(handle.createQuery(TAKE), windows)
                .bind("relaxed", relaxed())
                .bindArray("permits", Long.class, column(demands, PostgresCounterStore::permits))
                .bindArray(
                        "limits",
                        Long.class,
                        column(demands, demand -> only(demand).limit()))
                .bindArray("costs", Integer.class, column(demands, CounterDemand::cost))
                .bindArray("expiries", String.class, column(windows, PostgresCounterStore::expiry))
                .map((row, context) -> taken.put(window(row), new Taken(row.getLong("granted"), row.getLong("used"))))
                .list());
        return column(
                demands,
                demand ->
                        Objects.requireNonNull(taken.get(only(demand).window())).result(demand.cost()));
    }

    private List<CounterResult> takeSeveral(Handle handle, List<CounterDemand> demands, boolean relaxed) {
        Collection<CounterWindow> windows = CounterRows.of(demands);
        Map<CounterWindow, Long> before = new HashMap<>();
        bound(handle.createQuery(LOCK), windows)
                .bind("relaxed", relaxed)
                .bindArray("expiries", String.class, column(windows, PostgresCounterStore::expiry))
                .map((row, context) -> before.put(window(row), row.getLong("used")))
                .list();
        CounterSheet sheet = new CounterSheet(before);
        List<CounterResult> results = column(demands, sheet::decide);
        List<CounterWindow> changed = CounterRows.changed(before, sheet);
        if (!changed.isEmpty()) {
            bound(handle.createUpdate(SET), changed)
                    .bindArray("used", Long.class, column(changed, sheet::usedOf))
                    .execute();
        }
        return results;
    }

    @Override
    public void add(CounterWindow window, long permits) {
        transactions.change(
                ADD,
                insert -> insert.bind("relaxed", relaxed())
                        .bind("key", window.key())
                        .bind("start", window.start())
                        .bind("permits", permits)
                        .bind("expiresAt", window.expiresAt()));
    }

    @Override
    public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        Map<CounterWindow, Long> used = new HashMap<>();
        transactions.useHandle(handle -> bound(handle.createQuery(USED), windows)
                .map((row, context) -> used.put(window(row), row.getLong("used")))
                .list());
        return used;
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    /** A transaction of somebody else keeps its own setting. */
    private boolean relaxed() {
        return !durable && !transactions.isOpen();
    }

    private static CounterLimit only(CounterDemand demand) {
        return demand.limits().get(0);
    }

    /** As many as fit into an empty counter: whole calls. */
    private static long permits(CounterDemand demand) {
        return Math.min(demand.calls(), only(demand).limit() / demand.cost()) * demand.cost();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Collection<CounterWindow> windows) {
        return statement
                .setQueryTimeout(MOST_SECONDS)
                .bindArray("keys", String.class, column(windows, CounterWindow::key))
                .bindArray(
                        "starts",
                        String.class,
                        column(windows, window -> window.start().toString()));
    }

    private static String expiry(CounterWindow window) {
        return window.expiresAt().toString();
    }

    private static <E, T> List<T> column(Collection<E> elements, Function<E, T> value) {
        return elements.stream().map(value).toList();
    }

    /** Equal to the window that was asked for. */
    private static CounterWindow window(ResultSet row) throws SQLException {
        Instant start = Columns.instant(row, "window_start");
        return new CounterWindow(row.getString("counter_key"), start, start);
    }

    private record Taken(long permits, long used) {

        CounterResult result(int cost) {
            return new CounterResult((int) (permits / cost), List.of(used));
        }
    }
}
