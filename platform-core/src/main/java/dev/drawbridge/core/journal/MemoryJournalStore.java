package dev.drawbridge.core.journal;

import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the journal in memory. Thread-safe. */
public final class MemoryJournalStore implements JournalStore {

    private final MemoryTable<String, JournalEntry> entries;

    /**
     * Makes an empty journal.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryJournalStore(MemoryTransactions transactions) {
        this.entries = transactions.table();
    }

    @Override
    public void append(JournalEntry entry) {
        if (!entries.insert(entry.id(), entry)) {
            throw new IllegalStateException("There is an entry with this id already: " + entry.id());
        }
    }

    @Override
    public List<JournalEntry> about(String targetType, String targetId, int limit) {
        List<JournalEntry> found = new ArrayList<>(entries.list(entry ->
                entry.targetType().equals(targetType) && entry.targetId().equals(targetId)));
        Collections.reverse(found);
        return found.stream().limit(limit).toList();
    }
}
