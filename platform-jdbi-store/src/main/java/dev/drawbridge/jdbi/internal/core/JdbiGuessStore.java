package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.account.GuessStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.time.Instant;
import java.util.Optional;

/** Failed guesses in {@code dp_guess}. Thread-safe. */
final class JdbiGuessStore implements GuessStore {

    private static final String FIND = "select failures, retry_at from dp_guess where guess_key = :key";

    private static final String INSERT = """
            insert into dp_guess (guess_key, failures, retry_at, expires_at)
            values (:key, :failures, :retryAt, :expiresAt)""";

    private static final String REPLACE = """
            update dp_guess set failures = :failures, retry_at = :retryAt, expires_at = :expiresAt
            where guess_key = :key and failures = :before""";

    private static final String CLEAR = "delete from dp_guess where guess_key = :key";

    private static final Purge PURGE = Purge.expired("dp_guess", "guess_key");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiGuessStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public Optional<Guesses> find(String key) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("key", key)
                .map((row, context) -> new Guesses(row.getInt("failures"), Columns.instant(row, "retry_at")))
                .findOne());
    }

    @Override
    public boolean replace(String key, int before, Guesses after, Instant expiresAt) {
        return transactions.withHandle(handle -> {
            if (before == 0) {
                return dialect.insertIfAbsent(
                        handle,
                        INSERT,
                        insert -> insert.bind("key", key)
                                .bind("failures", after.failures())
                                .bind("retryAt", after.retryAt())
                                .bind("expiresAt", expiresAt));
            }
            return handle.createUpdate(REPLACE)
                            .bind("key", key)
                            .bind("before", before)
                            .bind("failures", after.failures())
                            .bind("retryAt", after.retryAt())
                            .bind("expiresAt", expiresAt)
                            .execute()
                    == 1;
        });
    }

    @Override
    public void clear(String key) {
        transactions.change(CLEAR, update -> update.bind("key", key));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }
}
