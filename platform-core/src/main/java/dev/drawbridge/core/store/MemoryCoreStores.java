package dev.drawbridge.core.store;

import dev.drawbridge.core.account.store.MemoryDevelopers;
import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.app.Developers;
import dev.drawbridge.core.app.GrantStore;
import dev.drawbridge.core.app.MemoryAppStore;
import dev.drawbridge.core.app.MemoryGrantStore;
import dev.drawbridge.core.change.ChangeStore;
import dev.drawbridge.core.change.MemoryChangeStore;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.cluster.LeaseStore;
import dev.drawbridge.core.cluster.MemoryLeaseStore;
import dev.drawbridge.core.journal.JournalStore;
import dev.drawbridge.core.journal.MemoryJournalStore;
import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.mail.MemoryMailStore;
import dev.drawbridge.core.replay.MemoryReplayStore;
import dev.drawbridge.core.replay.ReplayStore;
import dev.drawbridge.core.throttle.MemoryThrottleStore;
import dev.drawbridge.core.throttle.ThrottleStore;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.MemoryTransactions;
import dev.drawbridge.core.usage.MemoryUsageStore;
import dev.drawbridge.core.usage.UsageStore;
import java.util.List;

/** The stores of core in memory, for tests and for trying things out: everything is gone when the process ends. Thread-safe. */
public final class MemoryCoreStores implements CoreStores {

    private final MemoryTransactions transactions = new MemoryTransactions();
    private final PlatformClock clock;
    private final MemoryAppStore apps = new MemoryAppStore(transactions);
    private final MemoryDevelopers developers = new MemoryDevelopers(transactions);
    private final MemoryGrantStore grants = new MemoryGrantStore(transactions);
    private final MemoryChangeStore changes = new MemoryChangeStore(transactions);
    private final MemoryJournalStore journal = new MemoryJournalStore(transactions);
    private final MemoryLeaseStore leases = new MemoryLeaseStore(transactions);
    private final MemoryThrottleStore throttles = new MemoryThrottleStore(transactions);
    private final MemoryReplayStore replays = new MemoryReplayStore(transactions);
    private final MemoryMailStore mails = new MemoryMailStore(transactions);
    private final MemoryUsageStore usage = new MemoryUsageStore(transactions);

    /** Makes empty stores with the machine's clock. */
    public MemoryCoreStores() {
        this(PlatformClock.system());
    }

    /**
     * Makes empty stores.
     *
     * @param clock what {@link #clock()} returns
     */
    public MemoryCoreStores(PlatformClock clock) {
        this.clock = clock;
    }

    /**
     * Returns the transactions, in which other memory stores make their tables.
     *
     * @return the same instance every time
     */
    @Override
    public MemoryTransactions transactions() {
        return transactions;
    }

    @Override
    public PlatformClock clock() {
        return clock;
    }

    @Override
    public List<Job> jobs() {
        return List.of();
    }

    @Override
    public AppStore apps() {
        return apps;
    }

    @Override
    public Developers developers() {
        return developers;
    }

    @Override
    public GrantStore grants() {
        return grants;
    }

    @Override
    public ChangeStore changes() {
        return changes;
    }

    @Override
    public JournalStore journal() {
        return journal;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public ThrottleStore throttles() {
        return throttles;
    }

    @Override
    public ReplayStore replays() {
        return replays;
    }

    @Override
    public MailStore mails() {
        return mails;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }
}
