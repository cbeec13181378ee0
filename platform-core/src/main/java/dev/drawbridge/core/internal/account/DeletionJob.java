package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.JournalStore;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Deletes accounts whose developers left two weeks ago. The address is free afterwards; what the developer did stays in the
 * journal under a name that leads to nobody. Thread-safe.
 */
public final class DeletionJob {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final AccountStore accounts;
    private final Apps apps;
    private final AppRevocation revocation;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;
    private final Journal journal;
    private final JournalStore entries;

    /**
     * Makes the part.
     *
     * @param accounts keeps accounts
     * @param apps finds apps that came into being while their developer left
     * @param revocation revokes them
     * @param transactions hold an account and its traces together
     * @param clock the time
     * @param ids makes pseudonyms
     * @param journal records the deletion
     * @param entries are pseudonymised
     */
    public DeletionJob(
            AccountStore accounts,
            Apps apps,
            AppRevocation revocation,
            Transactions transactions,
            PlatformClock clock,
            Ulids ids,
            Journal journal,
            JournalStore entries) {
        this.accounts = accounts;
        this.apps = apps;
        this.revocation = revocation;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.journal = journal;
        this.entries = entries;
    }

    /**
     * Returns the background work.
     *
     * @return the job, one node at a time
     */
    public Job job() {
        return new Job("account-deletion", INTERVAL, true, this::run);
    }

    private void run() {
        Instant before = clock.instant().minus(Deletions.GRACE);
        accounts.deletionsRequested(before, BATCH).forEach(id -> delete(id, before));
    }

    private void delete(DeveloperId id, Instant before) {
        transactions.inTransaction(() -> {
            // False if the developer came back at this very moment.
            if (!accounts.delete(id, before)) {
                return;
            }
            apps.ownedBy(id).stream()
                    .filter(app -> app.status() != AppStatus.REVOKED)
                    .forEach(app -> revocation.revoke(app, Actor.SYSTEM));
            String pseudonym = "deleted-" + ids.next();
            entries.pseudonymise(id, pseudonym);
            journal.record(Actor.SYSTEM, AccountAction.DELETED, AccountAction.TARGET, pseudonym, Map.of());
        });
    }
}
