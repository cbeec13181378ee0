package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.SessionStore.Beginning;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sessions of developers: the token names one, the row decides. Thread-safe. */
public final class Sessions {

    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
    private static final int ID_BYTES = 24;
    private static final int MOST_LISTED = 100;
    private static final String BY_PASSWORD = "pwd";

    private final AccountStores stores;
    private final Transactions transactions;
    private final Journal journal;
    private final AccountMails mails;
    private final PlatformClock clock;
    private final RandomGenerator random;
    private final SessionTokens tokens;
    private final Optional<Duration> idleLimit;

    /**
     * Makes the part.
     *
     * @param stores keeps sessions, and the accounts that they belong to
     * @param transactions hold a session and its journal entry together
     * @param journal records logins
     * @param mails tells developers who come back that their account stays
     * @param clock the time
     * @param random makes ids
     * @param vault signs tokens
     * @param idleLimit how long a session may go unused
     */
    public Sessions(
            AccountStores stores,
            Transactions transactions,
            Journal journal,
            AccountMails mails,
            PlatformClock clock,
            RandomGenerator random,
            Vault vault,
            Optional<Duration> idleLimit) {
        this.stores = stores;
        this.transactions = transactions;
        this.journal = journal;
        this.mails = mails;
        this.clock = clock;
        this.random = random;
        this.tokens = new SessionTokens(vault);
        this.idleLimit = idleLimit;
    }

    Optional<DeveloperSession> find(Secret token) {
        Instant now = clock.instant();
        return tokens.read(token, now)
                .flatMap(stores.sessions()::find)
                .filter(session -> isAlive(session, now))
                .flatMap(session -> stores.accounts()
                        .find(session.developer())
                        .filter(account -> account.suspendedAt() == null)
                        .map(account -> {
                            noteUse(session, now);
                            return new DeveloperSession(
                                    session.id(), Profiles.of(account), session.confirmedAt(), session.expiresAt());
                        }));
    }

    /** Ends the session of a token without a word: another one takes its place. */
    public void replace(Secret token) {
        tokens.read(token, clock.instant()).ifPresent(stores.sessions()::end);
    }

    void logOut(Secret token, Visitor visitor) {
        transactions.inTransaction(() -> tokens.read(token, clock.instant())
                .flatMap(stores.sessions()::find)
                .filter(session -> stores.sessions().end(session.id()))
                .ifPresent(session -> record(session.developer(), AccountAction.LOGGED_OUT, visitor)));
    }

    void end(DeveloperSession session) {
        stores.sessions().end(session.id());
    }

    /**
     * Lists the sessions in which a developer is logged in, the last seen first; of very many the newest.
     *
     * @param developer whose
     * @return the sessions
     */
    public List<Session> live(DeveloperId developer) {
        Instant now = clock.instant();
        return stores.sessions().list(developer, now, MOST_LISTED).stream()
                .filter(session -> isAlive(session, now))
                .toList();
    }

    /**
     * Ends one session of a developer.
     *
     * @param own the session that asks for it
     * @param id the session that ends, possibly the same
     * @param visitor from where
     * @throws AccountRefusedException {@code not_found} if the developer has no such session
     */
    public void end(DeveloperSession own, String id, Visitor visitor) {
        DeveloperId developer = own.developer().id();
        transactions.inTransaction(() -> {
            boolean ended = stores.sessions()
                            .find(id)
                            .filter(session -> session.developer().equals(developer))
                            .isPresent()
                    && stores.sessions().end(id);
            if (!ended) {
                throw AccountRefusals.noSuchSession();
            }
            record(developer, AccountAction.SESSION_ENDED, visitor);
        });
    }

    /**
     * Ends all sessions of a developer but the one that asks for it.
     *
     * @param own the session that asks for it
     * @param visitor from where
     */
    public void endOthers(DeveloperSession own, Visitor visitor) {
        DeveloperId developer = own.developer().id();
        transactions.inTransaction(() -> {
            stores.sessions().endOthers(developer, own.id());
            record(developer, AccountAction.OTHER_SESSIONS_ENDED, visitor);
        });
    }

    Session prepare(Account account, Visitor visitor) {
        Instant now = clock.instant();
        return new Session(
                newId(),
                account.id(),
                now,
                now,
                now,
                now.plus(LIFETIME),
                visitor.address(),
                visitor.userAgent(),
                BY_PASSWORD);
    }

    /**
     * Begins a session. Whoever comes back before their account is deleted keeps it.
     *
     * @param judged the password's hash that the login was judged by
     */
    Beginning begin(Session session, String judged, Visitor visitor) {
        return transactions.inTransaction(() -> {
            Beginning beginning = stores.sessions().begin(session, judged);
            if (beginning == Beginning.BEGUN) {
                boolean staying = stores.accounts().cancelDeletion(session.developer());
                journal.record(
                        visitor.actor(session.developer()),
                        AccountAction.LOGGED_IN,
                        AccountAction.TARGET,
                        session.developer().value(),
                        staying ? Map.of("deletion", "cancelled") : Map.of());
                if (staying) {
                    stores.accounts()
                            .find(session.developer())
                            .ifPresent(account -> mails.deletionCancelled(account, visitor));
                }
            }
            return beginning;
        });
    }

    /**
     * Notes that the password was given again.
     *
     * @param judged the password's hash that it was judged by
     * @param renew whether the session gets a new id
     * @return the session from now on, or empty if it is over or the password was replaced meanwhile
     */
    Optional<Session> confirm(DeveloperSession session, String judged, boolean renew, Visitor visitor) {
        return transactions.inTransaction(() -> {
            Optional<Session> confirmed = renew(session, judged, renew);
            confirmed.ifPresent(now -> record(now.developer(), AccountAction.PASSWORD_CONFIRMED, visitor));
            return confirmed;
        });
    }

    /** Notes in the transaction of the thread that the password was given again, without an entry of its own. */
    Optional<Session> renew(DeveloperSession session, String judged, boolean newId) {
        String id = newId ? newId() : session.id();
        return stores.sessions().confirm(session.id(), id, judged, clock.instant())
                ? stores.sessions().find(id)
                : Optional.empty();
    }

    boolean isOver(DeveloperSession session) {
        return stores.sessions().find(session.id()).isEmpty();
    }

    Secret tokenOf(Session session) {
        return tokens.of(session);
    }

    private boolean isAlive(Session session, Instant now) {
        return now.isBefore(session.expiresAt())
                && idleLimit
                        .filter(limit -> !now.isBefore(session.seenAt().plus(limit)))
                        .isEmpty();
    }

    private void noteUse(Session session, Instant now) {
        if (!now.isBefore(session.seenAt().plus(SEEN_PRECISION))) {
            stores.sessions().seen(session.id(), now);
        }
    }

    private void record(DeveloperId developer, AccountAction action, Visitor visitor) {
        journal.record(visitor.actor(developer), action, AccountAction.TARGET, developer.value(), Map.of());
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
