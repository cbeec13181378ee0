package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps sessions: the row is the truth, so that ending it works immediately on every node. Implementations are thread-safe and
 * join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface SessionStore {

    /** What the beginning of a session found. */
    enum Beginning {
        /** The session was inserted. */
        BEGUN,
        /** The account has another password by now, or is gone; nothing was inserted. */
        PASSWORD_CHANGED,
        /** The account was suspended; nothing was inserted. */
        SUSPENDED
    }

    /**
     * Inserts a session if the password that was judged is still the account's, and the account is not suspended. Serialised
     * with every change of the account, so no session outlives a reset that ends all sessions in the transaction that sets
     * the new password.
     *
     * @param session the new session
     * @param passwordHash the hash that the password matched
     * @return what happened
     */
    Beginning begin(Session session, String passwordHash);

    /**
     * Finds a session, expired or not.
     *
     * @param id its id
     * @return the session
     */
    Optional<Session> find(String id);

    /**
     * Notes that a session was used.
     *
     * @param id the session
     * @param at when
     */
    void seen(String id, Instant at);

    /**
     * Notes that the password was given again, and gives the session a new id, if the password that was judged is still the
     * account's. Serialised with every change of the account, as {@link #begin} is.
     *
     * @param id the session
     * @param newId its new id, possibly the same
     * @param passwordHash the hash that the password matched
     * @param at when
     * @return true if there was such a session, of an account with this password that is not suspended
     */
    boolean confirm(String id, String newId, String passwordHash, Instant at);

    /**
     * Ends a session.
     *
     * @param id the session
     * @return true if there was one
     */
    boolean end(String id);

    /**
     * Ends all sessions of a developer.
     *
     * @param developer whose
     * @return how many there were
     */
    int endAll(DeveloperId developer);

    /**
     * Lists the sessions of a developer that have not expired, the last seen first.
     *
     * @param developer whose
     * @param now the time
     * @param limit the most sessions
     * @return the sessions
     */
    List<Session> list(DeveloperId developer, Instant now, int limit);

    /**
     * Ends all sessions of a developer but one.
     *
     * @param developer whose
     * @param kept the id of the one that stays
     * @return how many ended
     */
    int endOthers(DeveloperId developer, String kept);

    /**
     * Deletes sessions that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
