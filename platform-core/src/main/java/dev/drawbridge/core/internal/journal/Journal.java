package dev.drawbridge.core.internal.journal;

import dev.drawbridge.core.internal.cluster.DueQueue;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.JournalAction;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.Listener;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.JournalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records state changes in the transaction that makes them, and brings them to the host's listeners afterwards, at least
 * once. Thread-safe.
 *
 * <p>An entry that a listener refuses comes again after 10 s, 30 s, 2 min, 10 min and then hourly, until {@link #KEPT} ends.
 */
public final class Journal {

    /** How often a node looks for entries that listeners have not heard of. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** How long a node has entries for itself that it claimed; after that another one may bring them too. */
    public static final Duration CLAIM = Duration.ofMinutes(5);

    /** How long entries are kept. */
    public static final Duration KEPT = Duration.ofDays(400);

    private static final int BATCH = 20;

    private final JournalStore store;
    private final PlatformClock clock;
    private final Ulids ids;
    private final List<Listener> listeners;
    private final DueQueue<ClaimedEntry> queue;

    /**
     * Makes a journal.
     *
     * @param store keeps the entries
     * @param clock stamps them
     * @param ids names them
     * @param listeners hear of what is recorded from now on, in this order; the same ones on every node
     */
    public Journal(JournalStore store, PlatformClock clock, Ulids ids, List<Listener> listeners) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.listeners = List.copyOf(listeners);
        // A claim is not renewed: a listener that hangs for longer leaves its entries to other nodes.
        this.queue = new DueQueue<>(clock, CLAIM, CLAIM, new ClaimedEntries(store, clock));
    }

    /**
     * Appends an entry. Call it inside the transaction of the change.
     *
     * @param actor who did it
     * @param action what was done
     * @param targetType what it was done to, for example {@code app}
     * @param targetId its id
     * @param metadata details without secrets
     */
    public void record(
            Actor actor, JournalAction action, String targetType, String targetId, Map<String, String> metadata) {
        Instant now = clock.instant();
        JournalEntry entry = new JournalEntry(
                ids.next(),
                now,
                actor.type(),
                actor.id(),
                action.wireName(),
                targetType,
                targetId,
                actor.ip(),
                actor.requestId(),
                metadata);
        store.append(entry, listeners.isEmpty() ? null : now);
    }

    /**
     * Returns the background work: the purge, and the delivery if anybody listens.
     *
     * @return the jobs
     */
    public List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        jobs.add(PurgeJob.of("journal-purge", clock, KEPT, store::purge));
        if (!listeners.isEmpty()) {
            // Claims keep nodes apart, so that one whose listener hangs does not hold up the others.
            jobs.add(new Job("journal-delivery", INTERVAL, false, this::deliverDue));
        }
        return jobs;
    }

    private void deliverDue() {
        List<ClaimedEntry> claimed;
        do {
            claimed = store.claimDue(clock.instant(), queue.claimEnd(), BATCH);
            claimed.forEach(this::deliver);
        } while (claimed.size() == BATCH);
    }

    private void deliver(ClaimedEntry claimed) {
        JournalEntry entry = claimed.entry();
        if (queue.run(List.of(claimed), () -> listeners.forEach(listener -> listener.on(entry)))) {
            store.delivered(entry.id(), claimed.attempt());
        }
    }
}
