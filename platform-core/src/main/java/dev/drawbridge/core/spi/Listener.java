package dev.drawbridge.core.spi;

import dev.drawbridge.core.internal.journal.Journal;

/**
 * Hears of the platform's state changes, for the host: alarms, its own audit log, statistics. Called from a background job
 * after the change was kept, on one thread per node, outside of any transaction; never inside a request.
 *
 * <p>Every entry comes at least once: again after a crash, after a failure, and when a call took longer than {@link
 * Journal#CLAIM}. Tell repetitions by {@link JournalEntry#id}. Entries come about in the order of the changes; nobody
 * promises it. A call that takes long holds up the delivery of its node. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Listener {

    /**
     * Hears of one change, or throws so that all listeners hear of it again later.
     *
     * @param entry what happened
     */
    void on(JournalEntry entry);
}
