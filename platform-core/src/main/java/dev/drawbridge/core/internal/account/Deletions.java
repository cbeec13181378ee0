package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Developers who leave. The account stays for {@link #GRACE}, in which a login keeps it;
 * then {@link DeletionJob} deletes it. Thread-safe.
 */
public final class Deletions {

    /** How long a developer may change their mind. */
    public static final Duration GRACE = Duration.ofDays(14);

    private final AccountStores stores;
    private final Apps apps;
    private final AppRevocation revocation;
    private final PasswordConfirmations confirmations;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Journal journal;
    private final AccountMails mails;

    /**
     * Makes the part.
     *
     * @param stores keeps accounts
     * @param apps finds what a developer has
     * @param revocation revokes it
     * @param confirmations judges passwords
     * @param transactions hold an account and its apps together
     * @param clock the time
     * @param journal records what happens
     * @param mails tells the developer
     */
    public Deletions(
            AccountStores stores,
            Apps apps,
            AppRevocation revocation,
            PasswordConfirmations confirmations,
            Transactions transactions,
            PlatformClock clock,
            Journal journal,
            AccountMails mails) {
        this.stores = stores;
        this.apps = apps;
        this.revocation = revocation;
        this.confirmations = confirmations;
        this.transactions = transactions;
        this.clock = clock;
        this.journal = journal;
        this.mails = mails;
    }

    /**
     * Lists the apps that keep an account from being deleted.
     *
     * @param developer whose account
     * @return apps that are neither revoked nor expired, newest first
     */
    public List<App> active(DeveloperId developer) {
        Instant now = clock.instant();
        return apps.ownedBy(developer).stream()
                .filter(app -> app.status() != AppStatus.REVOKED && !app.expired(now))
                .toList();
    }

    /**
     * Asks for an account to be deleted: all sessions and links end immediately, the account goes after {@link #GRACE} unless
     * its developer logs in before.
     *
     * @param own the session that asks for it
     * @param password as typed
     * @param revokeApps whether the apps are revoked, for good
     * @param visitor from where
     * @return the apps that are in the way, in which case nothing happened; none if it is done
     * @throws AccountRefusedException {@code invalid_fields} with {@code invalid_credentials}; {@code too_many_attempts};
     *     {@code not_authenticated}
     */
    public List<App> request(DeveloperSession own, Secret password, boolean revokeApps, Visitor visitor) {
        Account account = confirmations.judge(own, password);
        List<App> active = active(account.id());
        if (!active.isEmpty() && !revokeApps) {
            return active;
        }
        transactions.inTransaction(() -> {
            Instant now = clock.instant();
            stores.accounts().requestDeletion(account.id(), now);
            owned(account.id()).forEach(app -> revocation.revoke(app, visitor.actor(account.id())));
            stores.sessions().endAll(account.id());
            for (MailLink.Kind kind : MailLink.Kind.values()) {
                stores.links().endAll(account.id(), kind);
            }
            String id = account.id().value();
            journal.record(
                    visitor.actor(account.id()),
                    AccountAction.DELETION_REQUESTED,
                    AccountAction.TARGET,
                    id,
                    Map.of("apps", String.valueOf(active.size())));
            mails.deletionRequested(account, active.size(), now.plus(GRACE), visitor);
        });
        return List.of();
    }

    private List<App> owned(DeveloperId developer) {
        return apps.ownedBy(developer).stream()
                .filter(app -> app.status() != AppStatus.REVOKED)
                .toList();
    }
}
