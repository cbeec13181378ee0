package dev.drawbridge.core.spi.store;

import java.time.Instant;

/**
 * A mail that waits to be sent, one row of the outbox.
 *
 * @param id unique; the mailer gets it as the idempotency key
 * @param label how it is treated
 * @param to the address, at most 254 characters
 * @param subject one line without secrets, at most 200 characters
 * @param sealedBody text and HTML, sealed: links in them are credentials
 * @param attempts how often it was claimed so far
 * @param dueAt when it may be claimed next
 * @param createdAt when it was put in
 * @param expiresAt when trying ends, and after which the row may be purged
 */
public record QueuedMail(
        String id,
        MailLabel label,
        String to,
        String subject,
        String sealedBody,
        int attempts,
        Instant dueAt,
        Instant createdAt,
        Instant expiresAt) {

    /**
     * Returns the place among the mails that are due.
     *
     * @return lower is sent first
     */
    public long order() {
        return label.urgency().order(createdAt);
    }

    /**
     * Returns this mail as a claim leaves it.
     *
     * @param claimedUntil when the claim ends
     * @return with one attempt more
     */
    public QueuedMail claimed(Instant claimedUntil) {
        return with(sealedBody, attempts + 1, claimedUntil);
    }

    /**
     * Returns this mail to be tried again later.
     *
     * @param when when it may be claimed next
     * @return with the same attempts and body
     */
    public QueuedMail dueAt(Instant when) {
        return with(sealedBody, attempts, when);
    }

    /**
     * Returns this mail as one that is sent or given up: the links in its body are credentials and must not stay.
     *
     * @param endedAt when it was sent or given up
     * @return with an empty body
     */
    public QueuedMail withoutBody(Instant endedAt) {
        return with("", attempts, endedAt);
    }

    private QueuedMail with(String body, int newAttempts, Instant when) {
        return new QueuedMail(id, label, to, subject, body, newAttempts, when, createdAt, expiresAt);
    }

    /** Leaves out address and body. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", kind=" + label.kind() + ", attempts=" + attempts + "]";
    }
}
