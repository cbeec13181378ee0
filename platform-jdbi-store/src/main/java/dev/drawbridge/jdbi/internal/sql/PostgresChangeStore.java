package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The change feed in {@code dp_change} of PostgreSQL. Thread-safe.
 *
 * <p>A position is a snapshot of the database ({@code pg_current_snapshot()}): the next read returns what that snapshot did
 * not see. So a slow transaction that commits behind a faster one is not lost, as it would be behind a cursor of ids.
 */
final class PostgresChangeStore implements ChangeStore {

    private static final String INSERT = """
            insert into dp_change (kind, change_key, expires_at) values (:kind, :key, :expiresAt)""";

    // One statement, so snapshot and rows belong together; the outer join brings the snapshot when there is no row.
    private static final String FIRST = """
            select s.snapshot, c.kind, c.change_key, c.expires_at
            from (select cast(pg_current_snapshot() as text) as snapshot) s
            left join dp_change c on c.expires_at > :now""";

    private static final String NEXT = """
            select s.snapshot, c.kind, c.change_key, c.expires_at
            from (select cast(pg_current_snapshot() as text) as snapshot) s
            left join dp_change c on c.expires_at > :now
                and c.xid >= pg_snapshot_xmin(cast(:previous as pg_snapshot))
                and not pg_visible_in_snapshot(c.xid, cast(:previous as pg_snapshot))""";

    private static final Purge PURGE = Purge.expired("dp_change", "id");

    private final JdbiTransactions transactions;

    PostgresChangeStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(Change change) {
        transactions.change(
                INSERT,
                update -> update.bind("kind", change.kind().name())
                        .bind("key", change.key())
                        .bind("expiresAt", change.expiresAt()));
    }

    @Override
    public ChangeBatch readSince(String position, Instant now) {
        return transactions.withHandle(handle -> read(handle, position, now));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static ChangeBatch read(Handle handle, String position, Instant now) {
        boolean first = position.equals(START);
        Query query = handle.createQuery(first ? FIRST : NEXT).bind("now", now);
        if (!first) {
            query.bind("previous", position);
        }
        List<Row> rows = query.map((row, context) -> row(row)).list();
        return new ChangeBatch(
                rows.get(0).snapshot,
                rows.stream().flatMap(row -> row.change.stream()).toList());
    }

    private static Row row(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        if (kind == null) {
            return new Row(row.getString("snapshot"), List.of());
        }
        Change change =
                new Change(ChangeKind.valueOf(kind), row.getString("change_key"), Columns.instant(row, "expires_at"));
        return new Row(row.getString("snapshot"), List.of(change));
    }

    private record Row(String snapshot, List<Change> change) {}
}
