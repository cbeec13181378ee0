package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.Account;
import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.Session;
import dev.drawbridge.core.account.store.SessionStore;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
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
    private static final int MAX_LOOKS = 3;
    private static final String BY_PASSWORD = "pwd";

    private final CoreServices env;
    private final AccountStores stores;
    private final AccountSettings settings;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final SessionTokens tokens;
    private final DeviceTokens devices;

    Logins(
            CoreServices env,
            AccountStores stores,
            AccountSettings settings,
            Passwords passwords,
            LoginThrottle throttle) {
        this.env = env;
        this.stores = stores;
        this.settings = settings;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = new SessionTokens(env.vault());
        this.devices = new DeviceTokens(env.vault(), env.random());
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
        Optional<Account> found = stores.accounts().findByEmail(email);
        Optional<String> known = found.flatMap(account ->
                device.flatMap(token -> devices.read(token, account, env.clock().instant())));
        LoginThrottle.Attempt attempt = throttle.beforeLogin(email, found, known, visitor);
        for (int look = 0; look < MAX_LOOKS; look++) {
            if (!isRight(found, password)) {
                attempt.wrong();
                throw AccountProblems.invalidCredentials();
            }
            Account account = found.orElseThrow();
            String judged = upgraded(account, password);
            Session session = newSession(account, visitor);
            switch (begin(session, judged, visitor)) {
                case BEGUN -> {
                    attempt.right();
                    Secret next = devices.issue(account, judged, session.createdAt());
                    return new LoggedIn(tokens.of(session), session.expiresAt(), developer(account), Optional.of(next));
                }
                case SUSPENDED -> {
                    attempt.right();
                    throw AccountProblems.suspended(settings.supportContact());
                }
                // It was replaced while it was judged: judged again by what is there now.
                case PASSWORD_CHANGED -> found = stores.accounts().findByEmail(email);
            }
        }
        // Somebody replaces the password again and again.
        throw AccountProblems.tooManyAttempts(Duration.ofSeconds(1));
    }

    private SessionStore.Beginning begin(Session session, String judged, Visitor visitor) {
        return env.transactions().inTransaction(() -> {
            SessionStore.Beginning beginning = stores.sessions().begin(session, judged);
            if (beginning == SessionStore.Beginning.BEGUN) {
                env.journal()
                        .record(
                                visitor.actor(session.developer()),
                                "developer.logged_in",
                                "developer",
                                session.developer().value(),
                                Map.of());
            }
            return beginning;
        });
    }

    /** The hash to begin the session with: a stronger one of the same password, if the present one is too weak. */
    private String upgraded(Account account, Secret password) {
        String judged = account.passwordHash();
        if (account.suspendedAt() != null || !passwords.needsRehash(judged)) {
            return judged;
        }
        String stronger = passwords.hash(password);
        return stores.accounts().upgradeHash(account.id(), judged, stronger) ? stronger : judged;
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
     * @throws ProblemException 422 if the password is wrong, 429 while this session has to wait, 401 if it is over
     */
    LoggedIn confirm(DeveloperSession session, Secret password, boolean renew) {
        LoginThrottle.Attempt attempt =
                throttle.beforeConfirmation(session.id()).orElseThrow(() -> endedByGuessing(session));
        for (int look = 0; look < MAX_LOOKS; look++) {
            Account account = stores.accounts().find(session.developer().id()).orElseThrow(AccountProblems::notLoggedIn);
            if (!passwords.matches(password, account.passwordHash())) {
                attempt.wrong();
                throw AccountProblems.wrongPassword();
            }
            String id = renew ? newSessionId() : session.id();
            if (stores.sessions()
                    .confirm(
                            session.id(),
                            id,
                            account.passwordHash(),
                            env.clock().instant())) {
                attempt.right();
                Session confirmed = stores.sessions().find(id).orElseThrow(AccountProblems::notLoggedIn);
                return new LoggedIn(tokens.of(confirmed), confirmed.expiresAt(), developer(account), Optional.empty());
            }
            if (stores.sessions().find(session.id()).isEmpty()) {
                break;
            }
        }
        throw AccountProblems.notLoggedIn();
    }

    private ProblemException endedByGuessing(DeveloperSession session) {
        stores.sessions().end(session.id());
        return AccountProblems.notLoggedIn();
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

    private Session newSession(Account account, Visitor visitor) {
        Instant now = env.clock().instant();
        return new Session(
                newSessionId(),
                account.id(),
                now,
                now,
                now,
                now.plus(SESSION_LIFETIME),
                visitor.address(),
                visitor.userAgent(),
                BY_PASSWORD);
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
