package dev.drawbridge.core.journal;

import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.time.PlatformClock;
import java.util.Map;

/** Records state changes in the transaction that makes them. Thread-safe. */
public final class Journal {

    private final JournalStore store;
    private final PlatformClock clock;
    private final Ulids ids;

    /**
     * Makes a journal.
     *
     * @param store keeps the entries
     * @param clock stamps them
     * @param ids names them
     */
    public Journal(JournalStore store, PlatformClock clock, Ulids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Appends an entry. Call it inside the transaction of the change.
     *
     * @param actor who did it
     * @param action what, for example {@code app.created}
     * @param targetType what it was done to, for example {@code app}
     * @param targetId its id
     * @param metadata details without secrets
     */
    public void record(Actor actor, String action, String targetType, String targetId, Map<String, String> metadata) {
        store.append(new JournalEntry(
                ids.next(),
                clock.instant(),
                actor.type(),
                actor.id(),
                action,
                targetType,
                targetId,
                actor.ip(),
                actor.requestId(),
                metadata));
    }
}
