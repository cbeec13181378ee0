package dev.drawbridge.core.account.store;

import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps sessions: the row is the truth, so that ending it works at once on every node. Implementations are thread-safe and
 * join the {@link dev.drawbridge.core.tx.Transactions} of the thread.
 */
public interface SessionStore {

    /**
     * Inserts a session.
     *
     * @param session the new session
     */
    void insert(Session session);

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
     * Notes that the password was given again, and gives the session a new id.
     *
     * @param id the session
     * @param newId its new id, possibly the same
     * @param at when
     * @return true if there was such a session
     */
    boolean confirm(String id, String newId, Instant at);

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
     * Deletes sessions that expired.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
