package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Logins by password. Thread-safe. */
public final class Logins {

    private static final int MAX_LOOKS = 3;

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final DeviceTokens devices;
    private final PlatformClock clock;
    private final String supportContact;

    /**
     * Makes the part.
     *
     * @param accounts keeps accounts
     * @param sessions begins sessions
     * @param passwords judges them
     * @param throttle slows guessing down
     * @param devices recognises browsers
     * @param clock the time
     * @param supportContact who helps suspended developers
     */
    public Logins(
            AccountStore accounts,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            DeviceTokens devices,
            PlatformClock clock,
            String supportContact) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.devices = devices;
        this.clock = clock;
        this.supportContact = supportContact;
    }

    /**
     * Logs a developer in.
     *
     * @param device what the browser keeps of an earlier login, or empty
     */
    LoggedIn logIn(String typedEmail, Secret password, Optional<Secret> device, Visitor visitor) {
        String email = EmailAddress.parse(typedEmail)
                .map(EmailAddress::value)
                .orElseGet(() -> typedEmail.strip().toLowerCase(Locale.ROOT));
        Optional<Account> found = accounts.findByEmail(email);
        Optional<String> known =
                found.flatMap(account -> device.flatMap(token -> devices.read(token, account, clock.instant())));
        LoginThrottle.Attempt attempt = throttle.beforeLogin(email, found, known, visitor);
        for (int look = 0; look < MAX_LOOKS; look++) {
            if (!isRight(found, password)) {
                attempt.wrong();
                throw new AccountRefusedException(AccountRefusal.INVALID_CREDENTIALS);
            }
            Account account = found.orElseThrow();
            String judged = upgraded(account, password);
            Session session = sessions.prepare(account, visitor);
            switch (sessions.begin(session, judged, visitor)) {
                case BEGUN -> {
                    attempt.right();
                    Secret next = devices.issue(account, judged, session.createdAt());
                    return new LoggedIn(
                            sessions.tokenOf(session), session.expiresAt(), Profiles.of(account), Optional.of(next));
                }
                case SUSPENDED -> {
                    attempt.right();
                    throw AccountRefusals.suspended(supportContact);
                }
                // It was replaced while it was judged: judged again by what is there now.
                case PASSWORD_CHANGED -> found = accounts.findByEmail(email);
            }
        }
        // Somebody replaces the password again and again.
        throw AccountRefusals.tooManyAttempts(Duration.ofSeconds(1));
    }

    private boolean isRight(Optional<Account> found, Secret password) {
        if (found.isEmpty()) {
            passwords.spendTime();
            return false;
        }
        return passwords.matches(password, found.get().passwordHash());
    }

    /** The hash to begin the session with: a stronger one of the same password, if the present one is too weak. */
    private String upgraded(Account account, Secret password) {
        String judged = account.passwordHash();
        if (account.suspendedAt() != null || !passwords.needsRehash(judged)) {
            return judged;
        }
        String stronger = passwords.hash(password);
        return accounts.upgradeHash(account.id(), judged, stronger) ? stronger : judged;
    }
}
