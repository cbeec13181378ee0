package dev.drawbridge.core.account;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.account.store.Account;
import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.Session;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.panel.Developer;
import dev.drawbridge.core.secret.Passwords;
import dev.drawbridge.core.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Login and sessions. Thread-safe. */
final class Logins {

    static final Duration SESSION_LIFETIME = Duration.ofDays(7);

    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
    private static final int SESSION_ID_BYTES = 24;
    private static final String BY_PASSWORD = "pwd";

    private final Environment env;
    private final AccountStores stores;
    private final AccountSettings settings;
    private final Passwords passwords;
    private final GuessGuard guard;
    private final SessionTokens tokens;

    Logins(Environment env, AccountStores stores, AccountSettings settings, Passwords passwords, GuessGuard guard) {
        this.env = env;
        this.stores = stores;
        this.settings = settings;
        this.passwords = passwords;
        this.guard = guard;
        this.tokens = new SessionTokens(env.vault());
    }

    LoggedIn logIn(String typedEmail, Secret password, Visitor visitor) {
        String email = EmailAddress.parse(typedEmail)
                .map(EmailAddress::value)
                .orElseGet(() -> typedEmail.strip().toLowerCase(Locale.ROOT));
        guard.beforeGuess(email, visitor);
        Optional<Account> found = stores.accounts().findByEmail(email);
        if (!isRight(found, password)) {
            guard.wrong(visitor);
            throw Refusals.invalidCredentials();
        }
        Account account = found.orElseThrow();
        guard.right(email);
        if (account.suspendedAt() != null) {
            throw Refusals.suspended(settings.supportContact());
        }
        if (passwords.needsRehash(account.passwordHash())) {
            stores.accounts().upgradeHash(account.id(), account.passwordHash(), passwords.hash(password));
        }
        Session session = begin(account, visitor);
        return new LoggedIn(tokens.of(session), session.expiresAt(), developer(account));
    }

    Optional<DeveloperSession> session(Secret token) {
        Instant now = env.clock().instant();
        return tokens.read(token, now)
                .flatMap(stores.sessions()::find)
                .filter(session -> alive(session, now))
                .flatMap(session -> stores.accounts()
                        .find(session.developer())
                        .filter(account -> account.suspendedAt() == null)
                        .map(account -> {
                            noteUse(session, now);
                            return new DeveloperSession(
                                    session.id(), developer(account), session.confirmedAt(), session.expiresAt());
                        }));
    }

    void logOut(Secret token) {
        tokens.read(token, env.clock().instant()).ifPresent(stores.sessions()::end);
    }

    /**
     * Confirms the password within a session.
     *
     * @param renew whether the session gets a new id, so that a stolen cookie does not gain by it
     * @return the session's token from now on
     * @throws ProblemException 422 if the password is wrong, 429 while guessing has to wait
     */
    LoggedIn confirm(DeveloperSession session, Secret password, boolean renew, Visitor visitor) {
        Account account = stores.accounts().find(session.developer().id()).orElseThrow(Refusals::notLoggedIn);
        guard.beforeGuess(account.email(), visitor);
        if (!passwords.matches(password, account.passwordHash())) {
            guard.wrong(visitor);
            throw Refusals.wrongPassword();
        }
        guard.right(account.email());
        String id = renew ? newSessionId() : session.id();
        if (!stores.sessions().confirm(session.id(), id, env.clock().instant())) {
            throw Refusals.notLoggedIn();
        }
        Session confirmed = stores.sessions().find(id).orElseThrow(Refusals::notLoggedIn);
        return new LoggedIn(tokens.of(confirmed), confirmed.expiresAt(), developer(account));
    }

    static Developer developer(Account account) {
        return new Developer(account.id(), account.email(), account.name(), account.verified());
    }

    private boolean isRight(Optional<Account> found, Secret password) {
        if (found.isEmpty()) {
            passwords.spendTime();
            return false;
        }
        return passwords.matches(password, found.get().passwordHash());
    }

    private Session begin(Account account, Visitor visitor) {
        Instant now = env.clock().instant();
        Session session = new Session(
                newSessionId(),
                account.id(),
                now,
                now,
                now,
                now.plus(SESSION_LIFETIME),
                visitor.address(),
                visitor.userAgent(),
                BY_PASSWORD);
        env.transactions().inTransaction(() -> {
            stores.sessions().insert(session);
            String id = account.id().value();
            env.journal().record(visitor.actor(account.id()), "developer.logged_in", "developer", id, Map.of());
        });
        return session;
    }

    private boolean alive(Session session, Instant now) {
        return now.isBefore(session.expiresAt())
                && settings.idleLimit()
                        .filter(limit -> !now.isBefore(session.seenAt().plus(limit)))
                        .isEmpty();
    }

    private void noteUse(Session session, Instant now) {
        if (!now.isBefore(session.seenAt().plus(SEEN_PRECISION))) {
            stores.sessions().seen(session.id(), now);
        }
    }

    private String newSessionId() {
        byte[] bytes = new byte[SESSION_ID_BYTES];
        env.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
