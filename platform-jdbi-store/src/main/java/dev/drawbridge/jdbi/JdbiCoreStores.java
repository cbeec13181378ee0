package dev.drawbridge.jdbi;

import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.app.Developers;
import dev.drawbridge.core.app.GrantStore;
import dev.drawbridge.core.change.ChangeStore;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.cluster.LeaseStore;
import dev.drawbridge.core.journal.JournalStore;
import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.replay.ReplayStore;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.throttle.ThrottleStore;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.core.usage.UsageStore;
import java.util.List;

/** The stores of core in one database. */
final class JdbiCoreStores implements CoreStores {

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

    JdbiCoreStores(JdbiTransactions transactions, Dialect dialect) {
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
