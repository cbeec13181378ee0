package dev.drawbridge.core;

import dev.drawbridge.core.internal.memory.MemoryAppStore;
import dev.drawbridge.core.internal.memory.MemoryBillableStore;
import dev.drawbridge.core.internal.memory.MemoryChangeStore;
import dev.drawbridge.core.internal.memory.MemoryDevelopers;
import dev.drawbridge.core.internal.memory.MemoryGrantStore;
import dev.drawbridge.core.internal.memory.MemoryJournalStore;
import dev.drawbridge.core.internal.memory.MemoryLeaseStore;
import dev.drawbridge.core.internal.memory.MemoryMailStore;
import dev.drawbridge.core.internal.memory.MemoryReplayStore;
import dev.drawbridge.core.internal.memory.MemoryThrottleStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.memory.MemoryUsageStore;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.BillableStore;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.JournalStore;
import dev.drawbridge.core.spi.store.LeaseStore;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.ThrottleStore;
import dev.drawbridge.core.spi.store.UsageStore;
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
    private final MemoryBillableStore billables = new MemoryBillableStore(transactions);

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

    @Override
    public BillableStore billables() {
        return billables;
    }
}
