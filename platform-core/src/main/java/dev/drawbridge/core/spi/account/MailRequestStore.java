package dev.drawbridge.core.spi.account;

import java.util.List;

/**
 * Keeps what visitors asked to be mailed until a job has looked at it. Every verb is atomic; implementations are thread-safe
 * and join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface MailRequestStore {

    /**
     * Puts a request in.
     *
     * @param request the request
     */
    void insert(MailRequest request);

    /**
     * Lists requests.
     *
     * @param limit the most
     * @return oldest first
     */
    List<MailRequest> oldest(int limit);

    /**
     * Removes a request. Of parallel calls exactly one gets true.
     *
     * @param id which
     * @return true if it was still there
     */
    boolean take(String id);

    /**
     * Counts the requests.
     *
     * @return how many wait
     */
    int count();
}
