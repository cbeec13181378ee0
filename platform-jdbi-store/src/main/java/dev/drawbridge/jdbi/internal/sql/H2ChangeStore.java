package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The change feed in {@code dp_change} of H2. Thread-safe.
 *
 * <p>A position is the id of the last row read. Ids are given out under a lock that is held until the commit, so rows
 * become visible in their order and a cursor loses none; changes are the last lock that a transaction takes.
 */
final class H2ChangeStore implements ChangeStore {

    private static final String COUNT = "update dp_change_counter set last_id = last_id + 1 where id = 1";

    private static final String START_COUNTER = "insert into dp_change_counter (id, last_id) values (1, 0)";

    private static final String INSERT = """
            insert into dp_change (id, kind, change_key, expires_at)
            select last_id, :kind, :key, :expiresAt from dp_change_counter where id = 1""";

    private static final String READ = """
            select id, kind, change_key, expires_at from dp_change where id > :position and expires_at > :now
            order by id""";

    private static final Purge PURGE = Purge.expired("dp_change", "id");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    H2ChangeStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public void append(Change change) {
        transactions.inTransaction(() -> transactions.useHandle(handle -> {
            if (handle.createUpdate(COUNT).execute() == 0) {
                dialect.insertIfAbsent(handle, START_COUNTER, insert -> insert);
                handle.createUpdate(COUNT).execute();
            }
            handle.createUpdate(INSERT)
                    .bind("kind", change.kind().name())
                    .bind("key", change.key())
                    .bind("expiresAt", change.expiresAt())
                    .execute();
        }));
    }

    @Override
    public ChangeBatch readSince(String position, Instant now) {
        long last = position.equals(START) ? 0 : Long.parseLong(position);
        List<Row> rows = transactions.withHandle(handle -> handle.createQuery(READ)
                .bind("position", last)
                .bind("now", now)
                .map((row, context) -> row(row))
                .list());
        long next = rows.isEmpty() ? last : rows.get(rows.size() - 1).id;
        return new ChangeBatch(
                String.valueOf(next), rows.stream().map(Row::change).toList());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new Change(
                        ChangeKind.valueOf(row.getString("kind")),
                        row.getString("change_key"),
                        Columns.instant(row, "expires_at")));
    }

    private record Row(long id, Change change) {}
}
