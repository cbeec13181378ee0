package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.Map;
import java.util.Optional;

/** New passwords for developers who know the old one. Thread-safe. */
public final class PasswordChanges {

    private static final String CURRENT = "currentPassword";
    private static final String NEW = "newPassword";

    private final AccountStores stores;
    private final Sessions sessions;
    private final PasswordConfirmations confirmations;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final DeviceTokens devices;
    private final Notes notes;

    /**
     * What a change leaves behind.
     *
     * @param transactions hold an account, its sessions and its journal entry together
     * @param journal records it
     * @param mails tells the developer
     */
    public record Notes(Transactions transactions, Journal journal, AccountMails mails) {}

    /**
     * Makes the part.
     *
     * @param stores keeps accounts, sessions and links
     * @param sessions renews the session that asks for it
     * @param confirmations judges the old password
     * @param passwords hashes the new one
     * @param rules what it must be
     * @param devices recognises browsers
     * @param notes what a change leaves behind
     */
    public PasswordChanges(
            AccountStores stores,
            Sessions sessions,
            PasswordConfirmations confirmations,
            Passwords passwords,
            PasswordRules rules,
            DeviceTokens devices,
            Notes notes) {
        this.stores = stores;
        this.sessions = sessions;
        this.confirmations = confirmations;
        this.passwords = passwords;
        this.rules = rules;
        this.devices = devices;
        this.notes = notes;
    }

    /**
     * Sets a new password. All other sessions end, and so do links to reset the password or to change the address.
     *
     * @param own the session that asks for it; it stays
     * @param current the old password as typed
     * @param fresh the new one as typed
     * @param renew whether the session gets a new token
     * @param visitor from where
     * @return the session from now on
     * @throws AccountRefusedException {@code invalid_fields} with {@code invalid_credentials} for {@code currentPassword}, or
     *     as at sign-up for {@code newPassword}; {@code too_many_attempts}; {@code not_authenticated}
     */
    public LoggedIn change(DeveloperSession own, Secret current, Secret fresh, boolean renew, Visitor visitor) {
        Account account = judge(own, current);
        rules.check(fresh, EmailAddress.parse(account.email())).ifPresent(error -> {
            throw AccountRefusals.invalid(new FieldError(NEW, error.code(), error.message()));
        });
        String hash = passwords.hash(fresh);
        Session session = notes.transactions().inTransaction(() -> {
            // The account before its sessions and links, as everywhere.
            if (!stores.accounts().upgradeHash(account.id(), account.passwordHash(), hash)) {
                throw AccountRefusals.about(CURRENT, AccountRefusals.wrongPassword());
            }
            stores.sessions().endOthers(account.id(), own.id());
            Session renewed = sessions.renew(own, hash, renew).orElseThrow(AccountRefusals::notAuthenticated);
            stores.links().endAll(account.id(), MailLink.Kind.RESET);
            stores.links().endAll(account.id(), MailLink.Kind.EMAIL);
            String id = account.id().value();
            notes.journal()
                    .record(
                            visitor.actor(account.id()),
                            AccountAction.PASSWORD_CHANGED,
                            AccountAction.TARGET,
                            id,
                            Map.of());
            notes.mails().passwordChanged(account, visitor);
            return renewed;
        });
        Secret device = devices.issue(account, hash, session.confirmedAt());
        return new LoggedIn(sessions.tokenOf(session), session.expiresAt(), Profiles.of(account), Optional.of(device));
    }

    private Account judge(DeveloperSession own, Secret current) {
        try {
            return confirmations.judge(own, current);
        } catch (AccountRefusedException e) {
            throw AccountRefusals.about(CURRENT, e);
        }
    }
}
