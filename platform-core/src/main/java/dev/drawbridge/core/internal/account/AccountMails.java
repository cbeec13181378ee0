package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.MailText;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * The mails about accounts. Links begin with the issuer and with nothing that a request says: a forged {@code Host} must
 * not reach anyone's inbox.
 */
public final class AccountMails {

    static final String VERIFY = "account.verify";
    static final String EXISTS = "account.exists";
    static final String RESET = "account.reset";

    private final MailOutbox outbox;
    private final PlatformClock clock;
    private final URI issuer;
    private final String productName;
    private final String supportContact;

    /**
     * Makes the part.
     *
     * @param outbox where mails wait
     * @param clock the time
     * @param issuer what links begin with
     * @param productName what mails call the product
     * @param supportContact who helps
     */
    public AccountMails(MailOutbox outbox, PlatformClock clock, URI issuer, String productName, String supportContact) {
        this.outbox = outbox;
        this.clock = clock;
        this.issuer = issuer;
        this.productName = productName;
        this.supportContact = supportContact;
    }

    /** Finds what a recipient was sent in the last day, or will be, without having asked. */
    List<UnsolicitedMail> unsolicitedOfTheDay(String to) {
        return outbox.unsolicitedOfTheDay(to);
    }

    /** Counts the mail with a link as asked for: its recipient used the link. */
    void wanted(MailLink link) {
        outbox.wanted(link.email(), link.hash().value());
    }

    void verify(String to, Secret token, Instant dueAt) {
        send(
                new MailLabel(VERIFY, MailUrgency.ACCOUNT, TokenHash.of(token).value(), true),
                dueAt,
                to,
                "Confirm your email address for " + productName,
                MailText.of("Welcome to the developer platform of " + productName + ".")
                        .paragraph("Confirm that this is your email address, then you can create apps.")
                        .link("Confirm email", page(PortalPaths.VERIFY, token))
                        .paragraph("The link works for 24 hours. If you did not sign up, ignore this mail: nothing"
                                + " happens without the link."));
    }

    void alreadyRegistered(String to, Instant dueAt) {
        send(
                new MailLabel(EXISTS, MailUrgency.ACCOUNT, "", true),
                dueAt,
                to,
                "You already have an account at " + productName,
                MailText.of("Someone, probably you, tried to sign up with this address.")
                        .paragraph("You already have a developer account. Log in, or set a new password if you forgot"
                                + " yours.")
                        .link("Log in", page(PortalPaths.LOGIN))
                        .link("Reset password", page(PortalPaths.FORGOT))
                        .paragraph("If it was not you, nothing needs to be done: your account is unchanged."));
    }

    void reset(String to, Secret token, Instant dueAt, boolean unsolicited) {
        send(
                new MailLabel(RESET, MailUrgency.RESET, TokenHash.of(token).value(), unsolicited),
                dueAt,
                to,
                "Reset your password for " + productName,
                MailText.of("Someone, probably you, asked to reset the password of your developer account.")
                        .link("Set a new password", page(PortalPaths.RESET, token))
                        .paragraph("The link works for 1 hour and once. If you did not ask for it, ignore this mail:"
                                + " your password stays as it is."));
    }

    void passwordChanged(String to) {
        send(
                MailLabel.account("account.password_changed"),
                clock.instant(),
                to,
                "Your password was changed",
                MailText.of("The password of your developer account at " + productName + " was changed.")
                        .paragraph("You were logged out everywhere. Your apps and their secrets keep working.")
                        .paragraph(
                                "If you did not do this, reset your password now and contact " + supportContact + ".")
                        .link("Reset password", page(PortalPaths.FORGOT)));
    }

    private void send(MailLabel label, Instant dueAt, String to, String subject, MailText words) {
        outbox.enqueue(label, to, subject, words, dueAt);
    }

    private URI page(String path) {
        return URI.create(issuer + path);
    }

    private URI page(String path, Secret token) {
        return page(path + "?token=" + token.reveal());
    }
}
