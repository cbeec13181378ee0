package dev.drawbridge.core.internal.journal;

import dev.drawbridge.core.internal.cluster.DueQueue;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ClaimedEntry;
import dev.drawbridge.core.spi.store.JournalStore;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journal entries that listeners are to hear of. They are never given up: the purge ends them. Thread-safe. */
final class ClaimedEntries implements DueQueue.Rows<ClaimedEntry> {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimedEntries.class);

    private final JournalStore store;
    private final PlatformClock clock;

    ClaimedEntries(JournalStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int attempts(ClaimedEntry row) {
        return row.attempt();
    }

    @Override
    public Instant usefulUntil(ClaimedEntry row) {
        return Instant.MAX;
    }

    @Override
    public void renew(ClaimedEntry row, Instant claimedUntil) {
        store.retryAt(row.entry().id(), row.attempt(), claimedUntil);
    }

    @Override
    public boolean isPermanent(Throwable failure) {
        return false;
    }

    @Override
    public void retry(ClaimedEntry row, Duration pause, Throwable failure) {
        JournalEntry entry = row.entry();
        LOG.warn(
                "A listener refused journal entry {} ({}) at try {}; next try in {}",
                entry.id(),
                entry.action(),
                row.attempt(),
                pause,
                failure);
        store.retryAt(entry.id(), row.attempt(), clock.instant().plus(pause));
    }

    @Override
    public void giveUp(ClaimedEntry row, Throwable failure) {
        throw new IllegalStateException("Journal entries are never given up", failure);
    }
}
