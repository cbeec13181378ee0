package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccountService.NewDeveloper;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** New accounts. Thread-safe. */
public final class SignUps {

    private final SignUpAdmission admission;
    private final AccountStore accounts;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;
    private final Passwords passwords;
    private final Journal journal;
    private final MailRequests requests;

    /**
     * Makes the part.
     *
     * @param admission says who may sign up
     * @param accounts keeps accounts
     * @param transactions hold an account and its journal entry together
     * @param clock the time
     * @param ids names accounts
     * @param passwords hashes them
     * @param journal records what happens
     * @param requests asks for mails
     */
    public SignUps(
            SignUpAdmission admission,
            AccountStore accounts,
            Transactions transactions,
            PlatformClock clock,
            Ulids ids,
            Passwords passwords,
            Journal journal,
            MailRequests requests) {
        this.admission = admission;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.passwords = passwords;
        this.journal = journal;
        this.requests = requests;
    }

    void signUp(NewDeveloper form, Visitor visitor) {
        EmailAddress email = admission.admit(form, visitor);
        // Hashed for known addresses too: the response takes as long.
        String hash = passwords.hash(form.password());
        Instant now = clock.instant();
        Account account = new Account(
                new DeveloperId(ids.next()), email.value(), DeveloperNames.clean(form.name()), hash, null, null, now);
        // The same statements for a new address and a known one: their number and time tell nothing.
        transactions.inTransaction(() -> {
            boolean isNew = accounts.insert(account);
            String id = accounts.findByEmail(email.value()).orElse(account).id().value();
            Actor actor = isNew
                    ? visitor.actor(account.id())
                    : new Actor("system", "system", visitor.address(), visitor.requestId());
            AccountAction action = isNew ? AccountAction.SIGNED_UP : AccountAction.SIGN_UP_REPEATED;
            journal.record(actor, action, AccountAction.TARGET, id, Map.of());
            requests.ask(isNew ? MailRequest.Kind.VERIFY : MailRequest.Kind.EXISTS, email, Optional.empty(), visitor);
        });
    }
}
