package dev.drawbridge.core.spi;

/**
 * Sends a mail. Called from a background job with retries, never inside a request. May be called again with the same
 * {@link Mail#idempotencyKey()} when the outcome was unknown. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Mailer {

    /**
     * Sends a mail, or throws so that it is tried again later; {@code MailFailedException.permanent} ends the tries. Every
     * wait inside has an end, well below two minutes: by then the thread is interrupted.
     *
     * @param mail the mail
     */
    void send(Mail mail);
}
