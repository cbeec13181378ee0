package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.GuessStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts guesses at addresses without an account: in the memory of this node, the oldest forgotten first, because anybody
 * can make up any number of addresses. Thread-safe.
 *
 * <p>Each verb also runs the statement that a known address would need, on one of {@value #DECOYS} rows that represent
 * nothing: a guess at an unknown address takes as long as one at a known address, and the table does not grow.
 */
final class UnknownGuesses implements GuessStore {

    /** How many rows unknown addresses share. */
    static final int DECOYS = 64;

    /** How many keys a node remembers. */
    static final int REMEMBERED = 20_000;

    private static final Duration KEPT = Duration.ofDays(2);

    private final GuessStore store;
    private final PlatformClock clock;
    // How often each decoy was written, as far as this node knows.
    private final AtomicIntegerArray written = new AtomicIntegerArray(DECOYS);
    private final Map<String, Guesses> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
            return size() > REMEMBERED;
        }
    };

    UnknownGuesses(GuessStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Guesses> find(String key) {
        store.find(decoy(slot(key)));
        synchronized (recent) {
            return Optional.ofNullable(recent.get(key));
        }
    }

    @Override
    public boolean replace(String key, int before, Guesses after, Instant expiresAt) {
        writeDecoy(slot(key));
        synchronized (recent) {
            Guesses found = recent.get(key);
            boolean unchanged = (found == null ? 0 : found.failures()) == before;
            if (unchanged) {
                recent.put(key, after);
            }
            return unchanged;
        }
    }

    @Override
    public void clear(String key) {
        synchronized (recent) {
            recent.remove(key);
        }
    }

    @Override
    public int purge(Instant before, int limit) {
        return 0;
    }

    private void writeDecoy(int slot) {
        int before = written.get(slot);
        Instant now = clock.instant();
        Guesses after = new Guesses(before == Integer.MAX_VALUE ? 1 : before + 1, now);
        boolean done = store.replace(decoy(slot), before, after, now.plus(KEPT));
        // Another node or a purge was there: only the next one has to know.
        written.set(
                slot,
                done
                        ? after.failures()
                        : store.find(decoy(slot)).map(Guesses::failures).orElse(0));
    }

    private static int slot(String key) {
        return Math.floorMod(key.hashCode(), DECOYS);
    }

    private static String decoy(int slot) {
        return "decoy-" + slot;
    }
}
