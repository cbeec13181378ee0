package dev.drawbridge.core.mail;

import java.time.Instant;
import java.util.List;

/**
 * Keeps mails that wait to be sent. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.tx.Transactions} of the thread.
 */
public interface MailStore {

    /**
     * Puts a mail in.
     *
     * @param mail the mail, with no attempts
     */
    void insert(QueuedMail mail);

    /**
     * Claims mails that are due: each gets one attempt more and is due again at the end of the claim, so that a crash
     * between claim and report only delays it. Of parallel claims each mail goes to one.
     *
     * @param now claims what is due at or before
     * @param claimedUntil when the claim ends
     * @param limit the most mails
     * @return the claimed mails, with the new number of attempts
     */
    List<QueuedMail> claimDue(Instant now, Instant claimedUntil, int limit);

    /**
     * Ends a mail and removes its body, if the claim is still the newest.
     *
     * @param id the mail
     * @param attempt the claim's number of attempts
     * @param sent true if it was sent, false if it was given up
     */
    void finish(String id, int attempt, boolean sent);

    /**
     * Sets when a mail is tried again, if the claim is still the newest.
     *
     * @param id the mail
     * @param attempt the claim's number of attempts
     * @param dueAt when
     */
    void retryAt(String id, int attempt, Instant dueAt);

    /**
     * Deletes mails that expired, sent or not.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
