package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** New passwords for developers who can read the account's mail. Thread-safe. */
public final class PasswordResets {

    private final AccountStores stores;
    private final MailLinks links;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Journal journal;
    private final AccountMails mails;

    /**
     * Makes the part.
     *
     * @param stores keeps accounts and sessions
     * @param links keeps links
     * @param transactions hold an account, its link, its sessions and its journal entry together
     * @param clock the time
     * @param passwords hashes them
     * @param rules what a password must be
     * @param journal records what happens
     * @param mails tells the developer
     */
    public PasswordResets(
            AccountStores stores,
            MailLinks links,
            Transactions transactions,
            PlatformClock clock,
            Passwords passwords,
            PasswordRules rules,
            Journal journal,
            AccountMails mails) {
        this.stores = stores;
        this.links = links;
        this.transactions = transactions;
        this.clock = clock;
        this.passwords = passwords;
        this.rules = rules;
        this.journal = journal;
        this.mails = mails;
    }

    boolean works(Secret token) {
        return find(token).isPresent();
    }

    void reset(Secret token, Secret password, Visitor visitor) {
        MailLink link = find(token).orElseThrow(AccountRefusals::linkExpired);
        rules.check(password, EmailAddress.parse(link.email())).ifPresent(error -> {
            throw AccountRefusals.invalid(error);
        });
        String hash = passwords.hash(password);
        transactions.inTransaction(() -> {
            Instant now = clock.instant();
            // The account before its link, as everywhere; if the link was used meanwhile, all of this is undone.
            stores.accounts().setPassword(link.developer(), hash);
            stores.accounts().markVerified(link.developer(), link.email(), now);
            if (!links.use(link, now)) {
                throw AccountRefusals.linkExpired();
            }
            links.endAllLike(link);
            // A stranger who asked for another address loses it with the password.
            stores.links().endAll(link.developer(), MailLink.Kind.EMAIL);
            mails.wanted(link);
            stores.sessions().endAll(link.developer());
            String id = link.developer().value();
            journal.record(
                    visitor.actor(link.developer()), AccountAction.PASSWORD_RESET, AccountAction.TARGET, id, Map.of());
            stores.accounts().find(link.developer()).ifPresent(account -> mails.passwordReset(account, visitor));
        });
    }

    private Optional<MailLink> find(Secret token) {
        return links.find(token, MailLink.Kind.RESET).filter(link -> link.works(clock.instant()));
    }
}
