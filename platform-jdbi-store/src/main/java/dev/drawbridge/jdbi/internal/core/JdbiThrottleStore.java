package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.ThrottleStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Attempts in {@code dp_throttle}, one row per key that holds the times in the window. Thread-safe. */
final class JdbiThrottleStore implements ThrottleStore {

    private static final String INSERT = """
            insert into dp_throttle (throttle_key, attempts, expires_at) values (:key, '', :expiresAt)""";

    private static final String LOCK = "select attempts from dp_throttle where throttle_key = :key for update";

    private static final String UPDATE = """
            update dp_throttle set attempts = :attempts, expires_at = :expiresAt where throttle_key = :key""";

    private static final String DELETE = "delete from dp_throttle where throttle_key = :key";

    private static final Purge PURGE = Purge.expired("dp_throttle", "throttle_key");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiThrottleStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public Outcome attempt(String key, int limit, Instant windowStart, Instant now, Instant expiresAt) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            long start = micros(windowStart);
            List<Long> counting = locked(handle, key, expiresAt).stream()
                    .filter(at -> at > start)
                    .sorted()
                    .toList();
            if (counting.size() >= limit) {
                Instant oldest = counting.isEmpty() ? now : Instant.EPOCH.plus(counting.get(0), ChronoUnit.MICROS);
                return new Outcome(false, oldest);
            }
            String attempts = Stream.concat(counting.stream(), Stream.of(micros(now)))
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
            handle.createUpdate(UPDATE)
                    .bind("key", key)
                    .bind("attempts", attempts)
                    .bind("expiresAt", expiresAt)
                    .execute();
            return new Outcome(true, now);
        }));
    }

    @Override
    public void clear(String key) {
        transactions.change(DELETE, update -> update.bind("key", key));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private List<Long> locked(Handle handle, String key, Instant expiresAt) {
        Optional<String> attempts = lock(handle, key);
        // A purge or clear may take the row between the two statements, hence the loop.
        while (attempts.isEmpty()) {
            dialect.insertIfAbsent(
                    handle, INSERT, insert -> insert.bind("key", key).bind("expiresAt", expiresAt));
            attempts = lock(handle, key);
        }
        return Arrays.stream(attempts.get().split(" "))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static Optional<String> lock(Handle handle, String key) {
        return handle.createQuery(LOCK).bind("key", key).mapTo(String.class).findOne();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
