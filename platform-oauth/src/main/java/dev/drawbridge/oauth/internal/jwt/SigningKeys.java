package dev.drawbridge.oauth.internal.jwt;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.TokenKeys.PublishedKey;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signing keys of all nodes. A key is announced {@link #ANNOUNCEMENT} before it signs, signs until its successor does,
 * and stays published until the last token it signed has expired. The first key of an algorithm signs immediately.
 *
 * <p>Thread-safe. Asking for a key reads the store only after the change feed said that keys changed.
 */
public final class SigningKeys {

    /** For how long a key is published before it signs: longer than anyone may cache the JWK set. */
    public static final Duration ANNOUNCEMENT = Duration.ofDays(1);

    /** For how long a key signs before it gets a successor. */
    public static final Duration SIGNING_PERIOD = Duration.ofDays(90);

    private final SigningKeyStore store;
    private final SealedSigningKeys sealed;
    private final SigningAlgorithm algorithm;
    private final Duration tokenLifetime;
    private final ChangeFeed changes;
    private final Journal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private volatile List<Entry> ring = List.of();
    private volatile boolean dirty;

    private SigningKeys(
            SigningKeyStore store,
            SealedSigningKeys sealed,
            SigningAlgorithm algorithm,
            Duration tokenLifetime,
            ChangeFeed changes,
            Journal journal,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.sealed = sealed;
        this.algorithm = algorithm;
        this.tokenLifetime = tokenLifetime;
        this.changes = changes;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A key with its row. */
    private record Entry(StoredSigningKey row, SigningKey key) {}

    /**
     * Opens the keys in the store, and makes the first one of the algorithm if there is none. However many nodes start
     * together, there will be one.
     *
     * @param store where keys are kept
     * @param sealed makes and opens their rows
     * @param algorithm what new tokens are signed with
     * @param tokenLifetime for how long after its last signature a key must stay published
     * @param changes tells nodes that keys changed
     * @param journal where revocations are recorded
     * @param transactions what the store, the journal and the change feed join
     * @param clock the time
     * @return the keys
     * @throws ConfigurationException if a key in the store cannot be opened with the master keys of this node; it makes no
     *     other key then
     */
    public static SigningKeys open(
            SigningKeyStore store,
            SealedSigningKeys sealed,
            SigningAlgorithm algorithm,
            Duration tokenLifetime,
            ChangeFeed changes,
            Journal journal,
            Transactions transactions,
            PlatformClock clock) {
        SigningKeys keys =
                new SigningKeys(store, sealed, algorithm, tokenLifetime, changes, journal, transactions, clock);
        // Subscribed first: a key that changes while we read is read again.
        changes.onDrop(ChangeKind.KEY, unused -> keys.dirty = true);
        keys.reload();
        if (keys.inUse().isEmpty()) {
            Instant now = clock.instant();
            keys.create(algorithm, keys.newestGeneration() + 1, now, now);
            // This node's, or that of the node that was faster.
            keys.reload();
        }
        return keys;
    }

    /**
     * Returns the key that signs now.
     *
     * @return the newest key of the algorithm whose time has come
     */
    public SigningKey current() {
        return signing(clock.instant()).key();
    }

    /**
     * Finds a published key.
     *
     * @param kid its name
     * @return the key, or empty if its signatures are not accepted now
     */
    public Optional<SigningKey> find(String kid) {
        Instant now = clock.instant();
        for (Entry entry : entries()) {
            if (entry.row().kid().equals(kid) && entry.row().published(now)) {
                return Optional.of(entry.key());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the public keys that are published now (RFC 7517 §5).
     *
     * @return the member {@code keys}, oldest key first
     */
    public Map<String, Object> jwkSet() {
        Instant now = clock.instant();
        return Map.of(
                "keys",
                entries().stream()
                        .filter(entry -> entry.row().published(now))
                        .map(entry -> entry.key().publicJwk())
                        .toList());
    }

    /**
     * Announces a successor when the signing key is old, retires keys whose successor signs, and deletes those that are not
     * published any more. One bounded run; nodes may run it in parallel.
     */
    public void maintain() {
        Instant now = clock.instant();
        reload();
        Entry signing = signing(now);
        long newest = newestGeneration();
        boolean old = !now.isBefore(signing.row().signsFrom().plus(SIGNING_PERIOD));
        if (old && newest == signing.row().generation()) {
            create(algorithm, newest + 1, now, now.plus(ANNOUNCEMENT));
        }
        for (Entry entry : ring) {
            boolean replaced = entry.row().algorithm() != algorithm
                    || entry.row().generation() < signing.row().generation();
            if (replaced && entry.row().publishedUntil() == null) {
                retire(entry.row().kid(), now);
            }
        }
        store.purge(clock.coordination());
    }

    /**
     * Lists the keys that are published now.
     *
     * @return oldest first
     */
    public List<PublishedKey> published() {
        Instant now = clock.instant();
        String signing = signing(now).row().kid();
        return entries().stream()
                .filter(entry -> entry.row().published(now))
                .map(entry -> published(entry.row(), entry.row().kid().equals(signing)))
                .toList();
    }

    private static PublishedKey published(StoredSigningKey row, boolean signs) {
        return new PublishedKey(
                row.kid(), row.algorithm(), signs, row.announcedAt(), row.signsFrom(), row.publishedUntil());
    }

    /**
     * Announces a successor of the key that signs, whatever its age. Of parallel calls one announces it.
     *
     * @param actor who wants it, for the journal
     * @return the successor; empty if one is announced already
     */
    public Optional<PublishedKey> rotate(Actor actor) {
        return transactions.inTransaction(() -> {
            reload();
            Instant now = clock.instant();
            Entry signing = signing(now);
            long newest = newestGeneration();
            StoredSigningKey next = sealed.generate(algorithm, newest + 1, now, now.plus(ANNOUNCEMENT));
            if (newest != signing.row().generation() || !store.insert(next)) {
                return Optional.empty();
            }
            changes.drop(ChangeKind.KEY, next.kid());
            journal.record(
                    actor, OAuthAction.KEY_ROTATED, "key", next.kid(), Map.of("algorithm", algorithm.wireName()));
            return Optional.of(published(next, false));
        });
    }

    /**
     * Drops a key for good, with every token it signed: immediately on this node, within {@link
     * ChangeFeed#POLL_INTERVAL} on the others. If it was not retired, a new key takes its place
     * in the same transaction and signs immediately.
     *
     * @param kid the key
     * @param actor who wants it, for the journal
     * @return false if there is no such key
     */
    public boolean revoke(String kid, Actor actor) {
        return transactions.inTransaction(() -> {
            Optional<StoredSigningKey> revoked =
                    store.all().stream().filter(row -> row.kid().equals(kid)).findFirst();
            if (revoked.isEmpty() || !store.delete(kid)) {
                return false;
            }
            changes.drop(ChangeKind.KEY, kid);
            journal.record(
                    actor,
                    OAuthAction.KEY_REVOKED,
                    "key",
                    kid,
                    Map.of("algorithm", revoked.get().algorithm().wireName()));
            if (revoked.get().publishedUntil() == null) {
                replace(revoked.get().algorithm());
            }
            return true;
        });
    }

    // A fresh key, although one may be announced: whoever got at the revoked one may have got at that as well.
    private void replace(SigningAlgorithm revoked) {
        long newest = store.all().stream()
                .filter(row -> row.algorithm() == revoked)
                .mapToLong(StoredSigningKey::generation)
                .max()
                .orElse(0);
        Instant now = clock.instant();
        create(revoked, newest + 1, now, now);
    }

    private void create(SigningAlgorithm algorithm, long generation, Instant announcedAt, Instant signsFrom) {
        StoredSigningKey row = sealed.generate(algorithm, generation, announcedAt, signsFrom);
        transactions.inTransaction(() -> {
            if (store.insert(row)) {
                changes.drop(ChangeKind.KEY, row.kid());
            }
        });
    }

    private void retire(String kid, Instant now) {
        transactions.inTransaction(() -> {
            // Another node may sign with it until it has read that it should not, so it gets some time more than a
            // token has.
            if (store.retire(kid, now.plus(tokenLifetime).plus(ANNOUNCEMENT))) {
                changes.drop(ChangeKind.KEY, kid);
            }
        });
    }

    private Entry signing(Instant now) {
        List<Entry> inUse = inUse();
        if (inUse.isEmpty()) {
            throw new IllegalStateException("There is no " + algorithm + " key that is not retired");
        }
        Entry signing = inUse.get(0);
        for (Entry entry : inUse) {
            // The oldest one signs even if its time has not come by this node's clock: there was none before it.
            if (!now.isBefore(entry.row().signsFrom())) {
                signing = entry;
            }
        }
        return signing;
    }

    /** The keys of the algorithm that are not retired, oldest first. */
    private List<Entry> inUse() {
        return entries().stream()
                .filter(entry ->
                        entry.row().algorithm() == algorithm && entry.row().publishedUntil() == null)
                .sorted(Comparator.comparingLong(entry -> entry.row().generation()))
                .toList();
    }

    private long newestGeneration() {
        return entries().stream()
                .filter(entry -> entry.row().algorithm() == algorithm)
                .mapToLong(entry -> entry.row().generation())
                .max()
                .orElse(0);
    }

    private List<Entry> entries() {
        if (dirty) {
            reload();
        }
        return ring;
    }

    private synchronized void reload() {
        // Cleared first: a change that arrives while we read sets it again.
        dirty = false;
        boolean done = false;
        try {
            Map<String, SigningKey> known = new HashMap<>();
            ring.forEach(entry -> known.put(entry.row().kid(), entry.key()));
            ring = store.all().stream()
                    .sorted(Comparator.comparing(StoredSigningKey::announcedAt))
                    .map(row -> new Entry(row, known.computeIfAbsent(row.kid(), unused -> sealed.open(row))))
                    .toList();
            done = true;
        } finally {
            if (!done) {
                dirty = true;
            }
        }
    }
}
