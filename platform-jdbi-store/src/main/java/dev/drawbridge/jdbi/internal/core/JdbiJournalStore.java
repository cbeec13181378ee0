package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.JournalStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The journal in {@code dp_journal}. Thread-safe. */
final class JdbiJournalStore implements JournalStore {

    private static final String INSERT = """
            insert into dp_journal (
                id, at, actor_type, actor_id, action, target_type, target_id, ip, request_id, metadata, due_at, attempts)
            values (
                :id, :at, :actorType, :actorId, :action, :targetType, :targetId, :ip, :requestId, :metadata, :dueAt, 0)""";

    // By the order of writing: several entries of one transaction may have one time.
    private static final String ABOUT = """
            select * from dp_journal where target_type = :targetType and target_id = :targetId
            order by seq desc fetch first :limit rows only""";

    private static final String DUE = """
            select * from dp_journal where due_at <= :now order by due_at, seq fetch first :limit rows only""";

    private static final String CLAIM = """
            update dp_journal set attempts = attempts + 1, due_at = :claimedUntil
            where id = :id and attempts = :attempts and due_at is not null""";

    private static final String DELIVERED = """
            update dp_journal set due_at = null where id = :id and attempts = :attempt and due_at is not null""";

    private static final String RETRY = """
            update dp_journal set due_at = :dueAt where id = :id and attempts = :attempt and due_at is not null""";

    private static final Purge PURGE = new Purge("""
            delete from dp_journal where id in (
                select id from dp_journal where at < :before order by at fetch first :limit rows only)""");

    private final JdbiTransactions transactions;

    JdbiJournalStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(JournalEntry entry, @Nullable Instant dueAt) {
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", entry.id())
                .bind("at", entry.at())
                .bind("actorType", entry.actorType())
                .bind("actorId", entry.actorId())
                .bind("action", entry.action())
                .bind("targetType", entry.targetType())
                .bind("targetId", entry.targetId())
                .bind("ip", entry.ip())
                .bind("requestId", entry.requestId())
                .bind("metadata", Json.write(entry.metadata()))
                .bind("dueAt", dueAt)
                .execute());
    }

    @Override
    public List<JournalEntry> about(String targetType, String targetId, int limit) {
        return transactions.withHandle(handle -> handle.createQuery(ABOUT)
                .bind("targetType", targetType)
                .bind("targetId", targetId)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    // Each row is claimed by itself and only if nobody claimed it since it was read: no lock is held in between.
    @Override
    public List<ClaimedEntry> claimDue(Instant now, Instant claimedUntil, int limit) {
        return transactions.withHandle(handle -> handle
                .createQuery(DUE)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new ClaimedEntry(entry(row), row.getInt("attempts") + 1))
                .list()
                .stream()
                .filter(claimed -> claim(handle, claimed, claimedUntil))
                .toList());
    }

    @Override
    public void delivered(String id, int attempt) {
        transactions.useHandle(handle -> handle.createUpdate(DELIVERED)
                .bind("id", id)
                .bind("attempt", attempt)
                .execute());
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        transactions.useHandle(handle -> handle.createUpdate(RETRY)
                .bind("id", id)
                .bind("attempt", attempt)
                .bind("dueAt", dueAt)
                .execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static boolean claim(Handle handle, ClaimedEntry claimed, Instant claimedUntil) {
        return handle.createUpdate(CLAIM)
                        .bind("id", claimed.entry().id())
                        .bind("attempts", claimed.attempt() - 1)
                        .bind("claimedUntil", claimedUntil)
                        .execute()
                == 1;
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getString("id"),
                Columns.instant(row, "at"),
                row.getString("actor_type"),
                row.getString("actor_id"),
                row.getString("action"),
                row.getString("target_type"),
                row.getString("target_id"),
                row.getString("ip"),
                row.getString("request_id"),
                metadata(row.getString("metadata")));
    }

    private static Map<String, String> metadata(String json) {
        return Json.readObject(json).toMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
