package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Verification;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The confirmation of addresses. Thread-safe. */
public final class EmailVerifications {

    private final AccountStore accounts;
    private final MailLinks links;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Journal journal;
    private final AccountMails mails;
    private final MailRequests requests;
    private final EmailChanges changes;
    private final ResendThrottle resends = new ResendThrottle();

    /**
     * Makes the part.
     *
     * @param accounts keeps accounts
     * @param links keeps links
     * @param transactions hold an account, its link and its journal entry together
     * @param clock the time
     * @param journal records what happens
     * @param mails learns which mails were wanted
     * @param requests asks for mails
     * @param changes replaces addresses
     */
    public EmailVerifications(
            AccountStore accounts,
            MailLinks links,
            Transactions transactions,
            PlatformClock clock,
            Journal journal,
            AccountMails mails,
            MailRequests requests,
            EmailChanges changes) {
        this.accounts = accounts;
        this.links = links;
        this.transactions = transactions;
        this.clock = clock;
        this.journal = journal;
        this.mails = mails;
        this.requests = requests;
        this.changes = changes;
    }

    void resend(String typedEmail, Visitor visitor) {
        EmailAddress email = EmailAddress.parse(typedEmail).orElseThrow(AccountRefusals::noAddress);
        resends.attempt(visitor.network() + " " + email.value(), clock.instant())
                .ifPresent(wait -> {
                    throw AccountRefusals.tooManyLinks(wait);
                });
        requests.ask(MailRequest.Kind.VERIFY, email, Optional.empty(), visitor);
    }

    Optional<MailLink> pending(Secret token) {
        return find(token).filter(link -> link.works(clock.instant()));
    }

    boolean alreadyVerified(Secret token) {
        return find(token).filter(this::isVerified).isPresent();
    }

    Verification verify(Secret token, Visitor visitor) {
        try {
            return transactions.inTransaction(
                    () -> find(token).map(link -> verify(link, visitor)).orElse(Verification.EXPIRED));
        } catch (AccountRefusedException e) {
            // The new address was taken meanwhile, or the link was used: all of it is undone.
            return find(token).filter(this::isVerified).isPresent()
                    ? Verification.ALREADY_CONFIRMED
                    : Verification.EXPIRED;
        }
    }

    private Verification verify(MailLink link, Visitor visitor) {
        Instant now = clock.instant();
        if (!link.works(now)) {
            return isVerified(link) ? Verification.ALREADY_CONFIRMED : Verification.EXPIRED;
        }
        if (link.kind() == MailLink.Kind.EMAIL) {
            return changes.confirm(link, visitor);
        }
        // The account before its link, as everywhere: rows are locked in this order.
        boolean first = accounts.markVerified(link.developer(), link.email(), now);
        links.use(link, now);
        mails.wanted(link);
        if (first) {
            String id = link.developer().value();
            journal.record(visitor.actor(link.developer()), AccountAction.VERIFIED, AccountAction.TARGET, id, Map.of());
            return Verification.CONFIRMED;
        }
        return isVerified(link) ? Verification.ALREADY_CONFIRMED : Verification.EXPIRED;
    }

    private Optional<MailLink> find(Secret token) {
        return links.find(token, MailLink.Kind.VERIFY).or(() -> links.find(token, MailLink.Kind.EMAIL));
    }

    private boolean isVerified(MailLink link) {
        return accounts.find(link.developer())
                .filter(account -> account.verified() && account.email().equals(link.email()))
                .isPresent();
    }
}
