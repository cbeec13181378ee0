package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.time.Instant;

/** Used things in {@code dp_replay}. Thread-safe. */
final class JdbiReplayStore implements ReplayStore {

    private static final String INSERT = """
            insert into dp_replay (space, replay_key, expires_at) values (:space, :key, :expiresAt)""";

    private static final Purge PURGE = Purge.expired("dp_replay", "space, replay_key");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiReplayStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean firstUse(String space, String key, Instant expiresAt) {
        return transactions.withHandle(handle -> dialect.insertIfAbsent(
                handle,
                INSERT,
                insert -> insert.bind("space", space).bind("key", key).bind("expiresAt", expiresAt)));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }
}
