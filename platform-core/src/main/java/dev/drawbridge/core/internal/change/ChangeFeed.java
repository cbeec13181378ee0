package dev.drawbridge.core.internal.change;

import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Makes everything that is cached correct: immediately on the node that changes something, within {@link #POLL_INTERVAL} on
 * the others. Thread-safe.
 */
public final class ChangeFeed {

    /** How often a node reads what others changed. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** How long rows that mean "drop" are kept for nodes that are slow to read. */
    public static final Duration DROP_LIFETIME = Duration.ofMinutes(10);

    /** Without a successful read for this long a node no longer knows what was revoked. */
    public static final Duration MAX_STALENESS = Duration.ofSeconds(60);

    private final ChangeStore store;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Map<ChangeKind, Map<String, Instant>> refused = new EnumMap<>(ChangeKind.class);
    private final Map<ChangeKind, List<Consumer<String>>> droppers = new EnumMap<>(ChangeKind.class);
    private final AtomicLong lastRead;
    private String position = ChangeStore.START;

    /**
     * Makes the feed of a node and reads all rows that have not expired.
     *
     * @param store keeps the rows
     * @param transactions of the same stores
     * @param clock judges expiry and staleness
     */
    public ChangeFeed(ChangeStore store, Transactions transactions, PlatformClock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        for (ChangeKind kind : ChangeKind.values()) {
            refused.put(kind, new ConcurrentHashMap<>());
            droppers.put(kind, new CopyOnWriteArrayList<>());
        }
        this.lastRead = new AtomicLong(clock.elapsed());
        poll();
    }

    /**
     * Tells everyone that something is refused until an instant. Call it inside the transaction of the change.
     *
     * @param kind a kind that refuses
     * @param key which one
     * @param until the end of the last token concerned
     */
    public void refuse(ChangeKind kind, String key, Instant until) {
        append(new Change(kind, key, until));
    }

    /**
     * Tells everyone to forget something. Call it inside the transaction of the change.
     *
     * @param kind a kind that drops
     * @param key which one
     */
    public void drop(ChangeKind kind, String key) {
        append(new Change(kind, key, clock.instant().plus(DROP_LIFETIME)));
    }

    /**
     * Tells whether something is refused. One map look-up.
     *
     * @param kind a kind that refuses
     * @param key which one
     * @return true until the refusal expires; whatever was refused has expired then too
     */
    public boolean refused(ChangeKind kind, String key) {
        Map<String, Instant> keys = refused.get(kind);
        return keys != null && keys.containsKey(key);
    }

    /**
     * Subscribes to drops of a kind. The consumer runs on the thread that commits or reads; it must be quick, must not
     * throw and must bear being called twice.
     *
     * @param kind the kind
     * @param forget gets the key
     */
    public void onDrop(ChangeKind kind, Consumer<String> forget) {
        droppers.getOrDefault(kind, List.of()).add(forget);
    }

    /**
     * Tells whether this node has lost touch with the database for longer than {@link #MAX_STALENESS}.
     *
     * @return true if revocations may be unknown here
     */
    public boolean stale() {
        return clock.elapsed() - lastRead.get() > MAX_STALENESS.toNanos();
    }

    /** Reads what other nodes changed; run every {@link #POLL_INTERVAL}. One at a time. */
    public synchronized void poll() {
        long startedAt = clock.elapsed();
        ChangeBatch batch = store.readSince(position, clock.instant());
        batch.changes().forEach(this::apply);
        position = batch.position();
        lastRead.set(startedAt);
    }

    /**
     * Returns the background work of this node.
     *
     * @return reading what other nodes changed, and forgetting refusals that expired, here and in the store
     */
    public List<Job> jobs() {
        return List.of(
                new Job("change-feed", POLL_INTERVAL, false, this::poll),
                PurgeJob.of("change-purge", clock, this::purge));
    }

    private int purge(Instant before, int limit) {
        // This node judges its own refusals by product time.
        Instant now = clock.instant();
        refused.values().forEach(keys -> keys.values().removeIf(now::isAfter));
        return store.purge(before, limit);
    }

    private void append(Change change) {
        transactions.inTransaction(() -> {
            store.append(change);
            transactions.afterCommit(() -> apply(change));
        });
    }

    private void apply(Change change) {
        Map<String, Instant> keys = refused.get(change.kind());
        if (change.kind().refuses() && keys != null) {
            keys.merge(change.key(), change.expiresAt(), (a, b) -> a.isAfter(b) ? a : b);
        } else {
            droppers.getOrDefault(change.kind(), List.of()).forEach(dropper -> dropper.accept(change.key()));
        }
    }
}
