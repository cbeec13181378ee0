package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Verification;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * New addresses of accounts. The old one stays until a link that was sent to the new one is used; whether the new one has an
 * account of its own shows nowhere but in the mail that it gets. Thread-safe.
 */
public final class EmailChanges {

    private static final String THROTTLE = "email.change";
    private static final int A_DAY = 5;
    private static final Duration DAY = Duration.ofDays(1);
    private static final String SOURCE = TokenHash.of("email change").value();

    private final AccountStores stores;
    private final MailLinks links;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Journal journal;
    private final AccountMails mails;
    private final Throttles throttles;
    private final PasswordConfirmations confirmations;

    /**
     * Makes the part.
     *
     * @param stores keeps accounts
     * @param links keeps links
     * @param transactions hold an account, its link and its journal entry together
     * @param clock the time
     * @param journal records what happens
     * @param mails writes to both addresses
     * @param throttles count requests
     * @param confirmations judges passwords
     */
    public EmailChanges(
            AccountStores stores,
            MailLinks links,
            Transactions transactions,
            PlatformClock clock,
            Journal journal,
            AccountMails mails,
            Throttles throttles,
            PasswordConfirmations confirmations) {
        this.stores = stores;
        this.links = links;
        this.transactions = transactions;
        this.clock = clock;
        this.journal = journal;
        this.mails = mails;
        this.throttles = throttles;
        this.confirmations = confirmations;
    }

    /**
     * Asks for a new address: it gets a link, valid for 24 hours, and the old one a notice. A new request ends the link of an
     * earlier one; five a day are allowed.
     *
     * @param own the session that asks for it
     * @param typed the new address as typed
     * @param password as typed
     * @param visitor from where
     * @throws AccountRefusedException {@code invalid_fields} with {@code email_invalid}, {@code email_unchanged} or {@code
     *     invalid_credentials}; {@code too_many_attempts}; {@code resend_limit}; {@code not_authenticated}
     */
    public void request(DeveloperSession own, String typed, Secret password, Visitor visitor) {
        EmailAddress email = EmailAddress.parse(typed).orElseThrow(AccountRefusals::noAddress);
        Account account = confirmations.judge(own, password);
        if (email.value().equals(account.email())) {
            throw AccountRefusals.emailUnchanged();
        }
        throttles.attempt(THROTTLE, account.id().value(), A_DAY, DAY).ifPresent(wait -> {
            throw AccountRefusals.tooManyLinks(wait);
        });
        transactions.inTransaction(() -> {
            Instant now = clock.instant();
            Secret link = links.issue(MailLink.Kind.EMAIL, account, email.value(), SOURCE, now, 1);
            // Silently left out when the address got enough from strangers: an error would tell that it has an account.
            UnsolicitedMailLimits.decide(MailRequest.Kind.VERIFY, mails.unsolicitedOfTheDay(email.value()), now)
                    .ifPresent(dueAt -> write(email.value(), link, dueAt));
            mails.emailChangeRequested(account, email.value(), visitor);
            record(account, AccountAction.EMAIL_CHANGE_REQUESTED, visitor);
        });
    }

    private void write(String to, Secret link, Instant dueAt) {
        if (stores.accounts().findByEmail(to).isPresent()) {
            mails.alreadyRegistered(to, dueAt);
        } else {
            mails.confirmNewAddress(to, link, dueAt);
        }
    }

    /** Replaces the address by the one that the link proves, in the transaction of the thread. */
    Verification confirm(MailLink link, Visitor visitor) {
        Instant now = clock.instant();
        Optional<Account> found =
                stores.accounts().find(link.developer()).filter(account -> account.suspendedAt() == null);
        if (!link.works(now) || found.isEmpty()) {
            return Verification.EXPIRED;
        }
        Account account = found.get();
        // The account before its links, as everywhere: rows are locked in this order.
        boolean changed = stores.accounts().changeEmail(account.id(), account.email(), link.email(), now);
        if (!changed || !links.use(link, now)) {
            throw AccountRefusals.linkExpired();
        }
        for (MailLink.Kind kind : MailLink.Kind.values()) {
            stores.links().endAll(account.id(), kind);
        }
        mails.wanted(link);
        mails.emailChanged(account, link.email(), visitor);
        record(account, AccountAction.EMAIL_CHANGED, visitor);
        return Verification.CONFIRMED;
    }

    private void record(Account account, AccountAction action, Visitor visitor) {
        journal.record(
                visitor.actor(account.id()),
                action,
                AccountAction.TARGET,
                account.id().value(),
                Map.of());
    }
}
