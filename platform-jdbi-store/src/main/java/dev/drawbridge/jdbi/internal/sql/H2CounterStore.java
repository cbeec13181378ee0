package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterSheet;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Counters in {@code dp_counter} on H2: their rows are locked in the order of their keys, read, and written. Thread-safe. */
final class H2CounterStore implements CounterStore {

    private static final String FIND = """
            select used from dp_counter where counter_key = :key and window_start = :start""";

    private static final String LOCK = FIND + " for update";

    private static final String INSERT = """
            insert into dp_counter (counter_key, window_start, used, expires_at)
            values (:key, :start, 0, :expiresAt)""";

    private static final String SET = """
            update dp_counter set used = :used where counter_key = :key and window_start = :start""";

    private static final Purge PURGE = new Purge("""
            delete from dp_counter where expires_at < :before fetch first :limit rows only""");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    H2CounterStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        SortedSet<CounterWindow> windows = CounterRows.of(demands);
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            Map<CounterWindow, Long> before = new HashMap<>();
            windows.forEach(window -> before.put(window, lock(handle, window)));
            CounterSheet sheet = new CounterSheet(before);
            List<CounterResult> results = demands.stream().map(sheet::decide).toList();
            CounterRows.changed(before, sheet).forEach(window -> set(handle, window, sheet.usedOf(window)));
            return results;
        }));
    }

    @Override
    public void add(CounterWindow window, long permits) {
        transactions.inTransaction(() -> transactions.withHandle(handle -> {
            set(handle, window, lock(handle, window) + permits);
            return permits;
        }));
    }

    @Override
    public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        Map<CounterWindow, Long> used = new HashMap<>();
        transactions.useHandle(handle -> windows.forEach(window -> find(handle, FIND, window)
                .filter(permits -> permits > 0)
                .ifPresent(permits -> used.put(window, permits))));
        return used;
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private long lock(Handle handle, CounterWindow window) {
        return find(handle, LOCK, window).orElseGet(() -> {
            dialect.insertIfAbsent(
                    handle, INSERT, insert -> bound(insert, window).bind("expiresAt", window.expiresAt()));
            return find(handle, LOCK, window).orElseThrow();
        });
    }

    private static Optional<Long> find(Handle handle, String sql, CounterWindow window) {
        return bound(handle.createQuery(sql), window).mapTo(Long.class).findOne();
    }

    private static void set(Handle handle, CounterWindow window, long used) {
        bound(handle.createUpdate(SET), window).bind("used", used).execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, CounterWindow window) {
        return statement.bind("key", window.key()).bind("start", window.start());
    }
}
