package dev.drawbridge.jdbi;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.journal.JournalEntry;
import dev.drawbridge.core.journal.JournalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The journal in {@code dp_journal}. Thread-safe. */
final class JdbiJournalStore implements JournalStore {

    private static final String INSERT = """
            insert into dp_journal (id, at, actor_type, actor_id, action, target_type, target_id, ip, request_id, metadata)
            values (:id, :at, :actorType, :actorId, :action, :targetType, :targetId, :ip, :requestId, :metadata)""";

    // By the order of writing: several entries of one transaction may have one time.
    private static final String ABOUT = """
            select * from dp_journal where target_type = :targetType and target_id = :targetId
            order by seq desc fetch first :limit rows only""";

    private final JdbiTransactions transactions;

    JdbiJournalStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(JournalEntry entry) {
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
