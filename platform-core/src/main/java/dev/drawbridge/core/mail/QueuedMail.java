package dev.drawbridge.core.mail;

import java.time.Instant;

/**
 * A mail that waits to be sent, one row of the outbox.
 *
 * @param id unique; the mailer gets it as the idempotency key
 * @param kind what it is about, for example {@code account.verify}; at most 40 characters
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
        String kind,
        String to,
        String subject,
        String sealedBody,
        int attempts,
        Instant dueAt,
        Instant createdAt,
        Instant expiresAt) {

    /** Leaves out address and body. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", kind=" + kind + ", attempts=" + attempts + "]";
    }
}
