package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterSheet;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Counters in {@code dp_counter}: their rows are locked in the order of their keys, read, and written. Thread-safe. */
final class JdbiCounterStore implements CounterStore {

    private static final String FIND = """
            select used from dp_counter where counter_key = :key and window_start = :start""";

    private static final String INSERT = """
            insert into dp_counter (counter_key, window_start, used, expires_at)
            values (:key, :start, 0, :expiresAt)""";

    private static final String SET = """
            update dp_counter set used = :used where counter_key = :key and window_start = :start""";

    private static final Comparator<CounterWindow> ORDER =
            Comparator.comparing(CounterWindow::key).thenComparing(CounterWindow::start);

    private final JdbiTransactions transactions;
    private final Dialect dialect;
    private final Purge purge;

    JdbiCounterStore(JdbiTransactions transactions, Dialect dialect, Purge purge) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.purge = purge;
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        List<CounterWindow> windows = demands.stream()
                .flatMap(demand -> demand.limits().stream())
                .map(CounterLimit::window)
                .distinct()
                .sorted(ORDER)
                .toList();
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            Map<CounterWindow, Long> before = new HashMap<>();
            windows.forEach(window -> before.put(window, lock(handle, window)));
            CounterSheet sheet = new CounterSheet(before);
            List<CounterResult> results = demands.stream().map(sheet::decide).toList();
            windows.forEach(window -> set(handle, window, sheet.usedOf(window)));
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
        transactions.useHandle(handle ->
                windows.forEach(window -> find(handle, FIND, window).ifPresent(permits -> used.put(window, permits))));
        return used;
    }

    @Override
    public int purge(Instant before, int limit) {
        return purge.run(transactions, before, limit);
    }

    private long lock(Handle handle, CounterWindow window) {
        return find(handle, FIND + " for update", window).orElseGet(() -> {
            dialect.insertIfAbsent(
                    handle, INSERT, insert -> bound(insert, window).bind("expiresAt", window.expiresAt()));
            return find(handle, FIND + " for update", window).orElseThrow();
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
