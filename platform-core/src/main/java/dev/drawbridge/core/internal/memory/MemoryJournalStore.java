package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps the journal in memory. Thread-safe. */
public final class MemoryJournalStore implements JournalStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Row> rows;

    /**
     * Makes an empty journal.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryJournalStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void append(JournalEntry entry, @Nullable Instant dueAt) {
        if (!rows.insert(entry.id(), new Row(entry, dueAt, 0))) {
            throw new IllegalStateException("There is an entry with this id already: " + entry.id());
        }
    }

    @Override
    public List<JournalEntry> about(String targetType, String targetId, int limit) {
        List<JournalEntry> found =
                new ArrayList<>(rows
                        .list(row -> row.entry().targetType().equals(targetType)
                                && row.entry().targetId().equals(targetId))
                        .stream()
                        .map(Row::entry)
                        .toList());
        Collections.reverse(found);
        return found.stream().limit(limit).toList();
    }

    @Override
    public List<JournalEntry> list(JournalQuery query) {
        List<JournalEntry> all =
                new ArrayList<>(rows.list(row -> true).stream().map(Row::entry).toList());
        Collections.reverse(all);
        String before = query.before();
        return all.stream()
                .dropWhile(entry -> before != null && !entry.id().equals(before))
                .skip(before == null ? 0 : 1)
                .filter(query::matches)
                .limit(query.limit())
                .toList();
    }

    @Override
    public void pseudonymise(DeveloperId developer, String pseudonym) {
        String id = developer.value();
        transactions.inTransaction(() -> rows.list(row -> isActor(row.entry(), id) || isTarget(row.entry(), id))
                .forEach(row -> rows.put(row.entry().id(), row.with(pseudonymised(row.entry(), id, pseudonym)))));
    }

    private static JournalEntry pseudonymised(JournalEntry entry, String id, String pseudonym) {
        boolean acted = isActor(entry, id);
        return new JournalEntry(
                entry.id(),
                entry.at(),
                entry.actorType(),
                acted ? pseudonym : entry.actorId(),
                entry.action(),
                entry.targetType(),
                isTarget(entry, id) ? pseudonym : entry.targetId(),
                acted ? null : entry.ip(),
                entry.requestId(),
                entry.metadata());
    }

    private static boolean isActor(JournalEntry entry, String id) {
        return entry.actorType().equals(JournalEntry.DEVELOPER)
                && entry.actorId().equals(id);
    }

    private static boolean isTarget(JournalEntry entry, String id) {
        return entry.targetType().equals(JournalEntry.DEVELOPER)
                && entry.targetId().equals(id);
    }

    @Override
    public List<ClaimedEntry> claimDue(Instant now, Instant claimedUntil, int limit) {
        return transactions.inTransaction(() -> {
            List<Row> due = rows.list(row -> row.dueAt() != null && !row.dueAt().isAfter(now)).stream()
                    .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.dueAt())))
                    .limit(limit)
                    .map(row -> new Row(row.entry(), claimedUntil, row.attempts() + 1))
                    .toList();
            due.forEach(row -> rows.put(row.entry().id(), row));
            return due.stream()
                    .map(row -> new ClaimedEntry(row.entry(), row.attempts()))
                    .toList();
        });
    }

    @Override
    public void delivered(String id, int attempt) {
        change(id, attempt, row -> new Row(row.entry(), null, attempt));
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        change(id, attempt, row -> new Row(row.entry(), dueAt, attempt));
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.entry().at().isBefore(before), limit);
    }

    private void change(String id, int attempt, UnaryOperator<Row> change) {
        transactions.inTransaction(() -> rows.find(id)
                .filter(row -> row.dueAt() != null && row.attempts() == attempt)
                .ifPresent(row -> rows.put(id, change.apply(row))));
    }

    private record Row(JournalEntry entry, @Nullable Instant dueAt, int attempts) {

        Row with(JournalEntry changed) {
            return new Row(changed, dueAt, attempts);
        }
    }
}
