package dev.drawbridge.core.journal;

import java.util.List;

/** Keeps the journal. Implementations are thread-safe and join the transaction of the thread. */
public interface JournalStore {

    /**
     * Appends an entry.
     *
     * @param entry the entry
     */
    void append(JournalEntry entry);

    /**
     * Lists the newest entries about a target, newest first.
     *
     * @param targetType what kind of target
     * @param targetId its id
     * @param limit the most entries
     * @return the entries
     */
    List<JournalEntry> about(String targetType, String targetId, int limit);
}
