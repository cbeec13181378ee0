package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.Session;
import java.util.Optional;

/** The password given again within a session. Thread-safe. */
public final class PasswordConfirmations {

    private static final int MAX_LOOKS = 3;

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    /**
     * Makes the part.
     *
     * @param accounts keeps accounts
     * @param sessions keeps sessions
     * @param passwords judges them
     * @param throttle slows guessing down
     */
    public PasswordConfirmations(
            AccountStore accounts, Sessions sessions, Passwords passwords, LoginThrottle throttle) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * Confirms the password within a session.
     *
     * @param renew whether the session gets a new id, so that a stolen cookie does not gain by it
     * @return the session's token from now on
     * @throws AccountRefusedException if the password is wrong, while this session has to wait, or if it is over
     */
    LoggedIn confirm(DeveloperSession session, Secret password, boolean renew, Visitor visitor) {
        for (int look = 0; look < MAX_LOOKS; look++) {
            Account account = judge(session, password);
            Optional<Session> confirmed = sessions.confirm(session, account.passwordHash(), renew, visitor);
            if (confirmed.isPresent()) {
                Session now = confirmed.get();
                return new LoggedIn(sessions.tokenOf(now), now.expiresAt(), Profiles.of(account), Optional.empty());
            }
            if (sessions.isOver(session)) {
                break;
            }
        }
        throw AccountRefusals.notAuthenticated();
    }

    /**
     * Judges a password that somebody types within a session; a wrong one counts as a guess of this session.
     *
     * @return the account with the hash that the password was judged by
     * @throws AccountRefusedException if the password is wrong, while this session has to wait, or if it is over
     */
    Account judge(DeveloperSession session, Secret password) {
        LoginThrottle.Attempt attempt =
                throttle.beforeConfirmation(session.id()).orElseThrow(() -> endedByGuessing(session));
        Account account = accounts.find(session.developer().id()).orElseThrow(AccountRefusals::notAuthenticated);
        if (!passwords.matches(password, account.passwordHash())) {
            attempt.wrong();
            throw AccountRefusals.wrongPassword();
        }
        attempt.right();
        return account;
    }

    private AccountRefusedException endedByGuessing(DeveloperSession session) {
        sessions.end(session);
        return AccountRefusals.notAuthenticated();
    }
}
