package dev.drawbridge.core.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps mails that wait to be sent. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface MailStore {

    /** How a mail ended. */
    enum End {
        /** It was sent. */
        SENT,
        /** It went out as part of another mail. */
        MERGED,
        /** It was given up. */
        FAILED
    }

    /**
     * Puts a mail in.
     *
     * @param mail the mail, with no attempts
     */
    void insert(QueuedMail mail);

    /**
     * Claims mails that are due, in the order of {@link MailUrgency#order}: each gets one attempt more and is due again at the
     * end of the claim, so that a crash between claim and report only delays it. Of parallel claims each mail goes to one.
     *
     * @param now claims what is due at or before
     * @param claimedUntil when the claim ends
     * @param least the least urgent to claim
     * @param limit the most mails
     * @return the claimed mails, with the new number of attempts; empty only if nothing is due or others claimed it
     */
    List<QueuedMail> claimDue(Instant now, Instant claimedUntil, MailUrgency least, int limit);

    /**
     * Claims notices to one recipient that are due, as {@link #claimDue} does.
     *
     * @param to the recipient
     * @param topic only those about it; empty for all
     * @param now claims what is due at or before
     * @param claimedUntil when the claim ends
     * @param limit the most notices
     * @return the claimed notices, oldest first
     */
    List<QueuedMail> claimNotices(String to, Optional<String> topic, Instant now, Instant claimedUntil, int limit);

    /**
     * Keeps a claim for longer, if it is still the newest.
     *
     * @param id the mail
     * @param attempt the claim's number of attempts
     * @param claimedUntil when it ends now
     * @return true if it was the newest
     */
    boolean renew(String id, int attempt, Instant claimedUntil);

    /**
     * Ends a mail and removes its body, if the claim is still the newest.
     *
     * @param id the mail
     * @param attempt the claim's number of attempts
     * @param end what became of it
     * @param at when
     */
    void finish(String id, int attempt, End end, Instant at);

    /**
     * Sets when a mail is tried again, if the claim is still the newest.
     *
     * @param id the mail
     * @param attempt the claim's number of attempts
     * @param dueAt when
     */
    void retryAt(String id, int attempt, Instant dueAt);

    /**
     * Puts off all notices to a recipient that are due and not claimed.
     *
     * @param to the recipient
     * @param now those due at or before
     * @param dueAt until when
     */
    void postponeNotices(String to, Instant now, Instant dueAt);

    /**
     * Tells when mails with notices were sent to a recipient.
     *
     * @param to the recipient
     * @param since those sent after
     * @return the times, oldest first; merged notices do not count by themselves
     */
    List<Instant> noticesSent(String to, Instant since);

    /**
     * Finds what a recipient was sent, or will be, without having asked.
     *
     * @param to the recipient
     * @param since what was put in after
     * @return the mails, in the order in which they were put in; neither given up ones nor those that count no longer
     */
    List<UnsolicitedMail> unsolicited(String to, Instant since);

    /**
     * Counts a mail as asked for: its recipient used the link in it.
     *
     * @param to the recipient
     * @param topic of the mail
     */
    void wanted(String to, String topic);

    /**
     * Deletes mails that expired, sent or not.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);

    /**
     * Counts what is in the outbox.
     *
     * @return what waits, and what was given up
     */
    MailBacklog backlog();
}
