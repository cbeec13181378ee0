package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.JournalStore;
import dev.drawbridge.core.spi.store.LeaseStore;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.ThrottleStore;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.PostgresClock;
import java.util.List;

/** The stores of core in one database. */
public final class JdbiCoreStores implements CoreStores {

    private final JdbiTransactions transactions;
    private final PlatformClock clock;
    private final JdbiAppStore apps;
    private final JdbiDevelopers developers;
    private final JdbiGrantStore grants;
    private final ChangeStore changes;
    private final JdbiJournalStore journal;
    private final JdbiLeaseStore leases;
    private final JdbiThrottleStore throttles;
    private final JdbiReplayStore replays;
    private final JdbiMailStore mails;
    private final JdbiUsageStore usage;

    public JdbiCoreStores(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.clock = dialect.clock(transactions);
        this.apps = new JdbiAppStore(transactions, dialect);
        this.developers = new JdbiDevelopers(transactions);
        this.grants = new JdbiGrantStore(transactions, dialect);
        this.changes = dialect.changes(transactions);
        this.journal = new JdbiJournalStore(transactions);
        this.leases = new JdbiLeaseStore(transactions, dialect);
        this.throttles = new JdbiThrottleStore(transactions, dialect);
        this.replays = new JdbiReplayStore(transactions, dialect);
        this.mails = new JdbiMailStore(transactions);
        this.usage = new JdbiUsageStore(transactions, dialect);
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public PlatformClock clock() {
        return clock;
    }

    @Override
    public List<Job> jobs() {
        return clock instanceof PostgresClock database
                ? List.of(new Job("database-clock", PostgresClock.REFRESH_INTERVAL, false, database::refresh))
                : List.of();
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
