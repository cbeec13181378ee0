package dev.drawbridge.core.spi.store;

/**
 * What an outbox has to know of a mail to treat it rightly.
 *
 * @param kind what it is about, for example {@code account.verify}; at most 40 characters
 * @param urgency which mails go before it
 * @param topic what it belongs to, for example the app of a notice, or a hash of the link; at most 64 characters, possibly
 *     empty
 * @param unsolicited whether somebody else than the recipient could have caused it without being logged in
 */
public record MailLabel(String kind, MailUrgency urgency, String topic, boolean unsolicited) {

    /**
     * Labels a mail about an account that only its owner can cause.
     *
     * @param kind what it is about
     * @return the label
     */
    public static MailLabel account(String kind) {
        return new MailLabel(kind, MailUrgency.ACCOUNT, "", false);
    }
}
