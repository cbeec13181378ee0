package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Instant;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** Counters in {@code dp_counter} on H2: a permit is one conditional update, or the insertion of the first. Thread-safe. */
final class H2CounterStore implements CounterStore {

    private static final String TAKE = """
            select used from final table (
                update dp_counter set used = used + 1
                where counter_key = :key and window_start = :windowStart and used < :limit)""";

    private static final String TAKE_FIRST = """
            insert into dp_counter (counter_key, window_start, used, expires_at)
            values (:key, :windowStart, 1, :expiresAt)""";

    private static final Purge PURGE = new Purge("""
            delete from dp_counter where expires_at < :before fetch first :limit rows only""");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    H2CounterStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public OptionalInt take(String key, Instant windowStart, int limit, Instant expiresAt) {
        if (limit <= 0) {
            return OptionalInt.empty();
        }
        return transactions.withHandle(handle -> {
            OptionalInt used = takeNext(handle, key, windowStart, limit);
            if (used.isPresent()) {
                return used;
            }
            boolean first = dialect.insertIfAbsent(
                    handle,
                    TAKE_FIRST,
                    insert -> insert.bind("key", key)
                            .bind("windowStart", windowStart)
                            .bind("expiresAt", expiresAt));
            // Not the first: the window is full, or somebody else was the first just now.
            return first ? OptionalInt.of(1) : takeNext(handle, key, windowStart, limit);
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static OptionalInt takeNext(Handle handle, String key, Instant windowStart, int limit) {
        return handle.createQuery(TAKE)
                .bind("key", key)
                .bind("windowStart", windowStart)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
