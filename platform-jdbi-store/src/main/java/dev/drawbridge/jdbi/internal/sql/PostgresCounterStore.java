package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Instant;
import java.util.OptionalInt;

/** Counters in {@code dp_counter} on PostgreSQL: a permit is one statement, and the row it returns is the proof. Thread-safe. */
final class PostgresCounterStore implements CounterStore {

    private static final String TAKE = """
            insert into dp_counter (counter_key, window_start, used, expires_at)
            values (:key, :windowStart, 1, :expiresAt)
            on conflict (counter_key, window_start) do update
                set used = dp_counter.used + 1 where dp_counter.used < :limit
            returning used""";

    // Rows that another node counts in or purges now are left to it.
    private static final Purge PURGE = new Purge("""
            delete from dp_counter where (counter_key, window_start) in (
                select counter_key, window_start from dp_counter where expires_at < :before
                order by counter_key, window_start limit :limit for update skip locked)""");

    private final JdbiTransactions transactions;

    PostgresCounterStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public OptionalInt take(String key, Instant windowStart, int limit, Instant expiresAt) {
        if (limit <= 0) {
            return OptionalInt.empty();
        }
        return transactions.withHandle(handle -> handle.createQuery(TAKE)
                .bind("key", key)
                .bind("windowStart", windowStart)
                .bind("limit", limit)
                .bind("expiresAt", expiresAt)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }
}
