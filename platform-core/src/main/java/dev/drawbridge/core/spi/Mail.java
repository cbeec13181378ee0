package dev.drawbridge.core.spi;

/**
 * A mail to one person.
 *
 * @param to the address
 * @param subject one line
 * @param text the plain form
 * @param html the HTML form
 * @param idempotencyKey the same for every try of one mail
 */
public record Mail(String to, String subject, String text, String html, String idempotencyKey) {

    /** Leaves out the body: it may carry a link that proves the address. */
    @Override
    public String toString() {
        return "Mail[subject=" + subject + ", idempotencyKey=" + idempotencyKey + "]";
    }
}
