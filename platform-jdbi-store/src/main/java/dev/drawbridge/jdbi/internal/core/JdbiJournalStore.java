package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalStore;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The journal in {@code dp_journal}. Thread-safe. */
final class JdbiJournalStore implements JournalStore {

    private static final Table<Line> TABLE = new Table<>("dp_journal", JdbiJournalStore::columns);

    private static final ColumnType<Map<String, String>> METADATA = TEXT.as(JdbiJournalStore::metadata, Json::write);

    // By the order of writing: several entries of one transaction may have one time.
    private static final String ABOUT = """
            select * from dp_journal where target_type = :targetType and target_id = :targetId
            order by seq desc fetch first :limit rows only""";

    private static final List<String> PSEUDONYMISE =
            List.of("""
            update dp_journal set actor_id = :pseudonym, ip = null
            where actor_type = 'developer' and actor_id = :id""", """
            update dp_journal set target_id = :pseudonym where target_type = 'developer' and target_id = :id""", "update dp_journal set account_id = :pseudonym where account_id = :id");

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

    /**
     * A row.
     *
     * @param entry what happened
     * @param dueAt when it is due for the listeners; null if none waits for it
     * @param attempts how many times it was claimed
     */
    private record Line(JournalEntry entry, @Nullable Instant dueAt, int attempts) {}

    JdbiJournalStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(JournalEntry entry, @Nullable Instant dueAt) {
        transactions.useHandle(handle -> TABLE.insert(handle, new Line(entry, dueAt, 0)));
    }

    @Override
    public List<JournalEntry> about(String targetType, String targetId, int limit) {
        return transactions.withHandle(handle -> handle.createQuery(ABOUT)
                .bind("targetType", targetType)
                .bind("targetId", targetId)
                .bind("limit", limit)
                .map(TABLE)
                .map(Line::entry)
                .list());
    }

    @Override
    public List<JournalEntry> list(JournalQuery query) {
        return transactions.withHandle(handle ->
                JournalListing.query(handle, query).map(TABLE).map(Line::entry).list());
    }

    @Override
    public void pseudonymise(DeveloperId developer, String pseudonym) {
        transactions.inTransaction(() -> PSEUDONYMISE.forEach(statement -> transactions.change(
                statement, update -> update.bind("id", developer.value()).bind("pseudonym", pseudonym))));
    }

    // Each row is claimed by itself and only if nobody claimed it since it was read: no lock is held in between.
    @Override
    public List<ClaimedEntry> claimDue(Instant now, Instant claimedUntil, int limit) {
        return transactions.withHandle(handle -> handle
                .createQuery(DUE)
                .bind("now", now)
                .bind("limit", limit)
                .map(TABLE)
                .map(line -> new ClaimedEntry(line.entry(), line.attempts() + 1))
                .list()
                .stream()
                .filter(claimed -> claim(handle, claimed, claimedUntil))
                .toList());
    }

    @Override
    public void delivered(String id, int attempt) {
        transactions.change(DELIVERED, update -> update.bind("id", id).bind("attempt", attempt));
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        transactions.change(
                RETRY, update -> update.bind("id", id).bind("attempt", attempt).bind("dueAt", dueAt));
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

    private static Line columns(Row<Line> row) {
        return new Line(
                row.part(Line::entry, JdbiJournalStore::entry),
                row.nullable("due_at", INSTANT, Line::dueAt),
                row.column("attempts", INTEGER, Line::attempts));
    }

    private static JournalEntry entry(Row<JournalEntry> row) {
        // The lists of an app and of an account are read by these.
        row.derived("app_id", TEXT, entry -> entry.app().orElse(""));
        row.derived("account_id", TEXT, entry -> entry.account().orElse(""));
        return new JournalEntry(
                row.column("id", TEXT, JournalEntry::id),
                row.column("at", INSTANT, JournalEntry::at),
                row.column("actor_type", TEXT, JournalEntry::actorType),
                row.column("actor_id", TEXT, JournalEntry::actorId),
                row.column("action", TEXT, JournalEntry::action),
                row.column("target_type", TEXT, JournalEntry::targetType),
                row.column("target_id", TEXT, JournalEntry::targetId),
                row.nullable("ip", TEXT, JournalEntry::ip),
                row.nullable("request_id", TEXT, JournalEntry::requestId),
                row.column("metadata", METADATA, JournalEntry::metadata));
    }

    private static Map<String, String> metadata(String json) {
        return Json.readObject(json).toMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
