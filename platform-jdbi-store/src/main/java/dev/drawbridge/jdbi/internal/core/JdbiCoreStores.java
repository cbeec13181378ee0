package dev.drawbridge.jdbi.internal.core;

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
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.PostgresClock;
import dev.drawbridge.jdbi.internal.sql.Schema;
import java.util.List;

/** The stores of core in one database. */
public record JdbiCoreStores(
        JdbiTransactions transactions,
        PlatformClock clock,
        AppStore apps,
        Developers developers,
        GrantStore grants,
        ChangeStore changes,
        JournalStore journal,
        LeaseStore leases,
        ThrottleStore throttles,
        ReplayStore replays,
        MailStore mails,
        UsageStore usage,
        BillableStore billables)
        implements CoreStores {

    /** Makes the stores on one database. */
    public static JdbiCoreStores on(JdbiTransactions transactions, Dialect dialect) {
        return new JdbiCoreStores(
                transactions,
                dialect.clock(transactions),
                new JdbiAppStore(transactions, dialect),
                new JdbiDevelopers(transactions),
                new JdbiGrantStore(transactions, dialect),
                dialect.changes(transactions),
                new JdbiJournalStore(transactions),
                new JdbiLeaseStore(transactions, dialect),
                new JdbiThrottleStore(transactions, dialect),
                new JdbiReplayStore(transactions, dialect),
                new JdbiMailStore(transactions),
                new JdbiUsageStore(transactions, dialect),
                new JdbiBillableStore(transactions, dialect));
    }

    @Override
    public List<Job> jobs() {
        return clock instanceof PostgresClock database
                ? List.of(new Job("database-clock", PostgresClock.REFRESH_INTERVAL, false, database::refresh))
                : List.of();
    }

    @Override
    public List<String> migrations() {
        return Schema.applied(transactions);
    }
}
