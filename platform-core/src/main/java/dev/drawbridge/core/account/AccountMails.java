package dev.drawbridge.core.account;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.mail.MailLabel;
import dev.drawbridge.core.mail.MailText;
import dev.drawbridge.core.mail.MailUrgency;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import java.net.URI;
import java.time.Instant;

/**
 * The mails about accounts. Links begin with the issuer and with nothing that a request says: a forged {@code Host} must
 * not reach anyone's inbox.
 */
final class AccountMails {

    static final String VERIFY = "account.verify";
    static final String EXISTS = "account.exists";
    static final String RESET = "account.reset";

    private final CoreServices env;
    private final String supportContact;

    AccountMails(CoreServices env, String supportContact) {
        this.env = env;
        this.supportContact = supportContact;
    }

    void verify(String to, Secret token, Instant dueAt) {
        send(
                new MailLabel(VERIFY, MailUrgency.ACCOUNT, TokenHash.of(token).value(), true),
                dueAt,
                to,
                "Confirm your email address for " + product(),
                MailText.of("Welcome to the developer platform of " + product() + ".")
                        .paragraph("Confirm that this is your email address, then you can create apps.")
                        .link("Confirm email", page("/verify?token=" + token.reveal()))
                        .paragraph("The link works for 24 hours. If you did not sign up, ignore this mail: nothing"
                                + " happens without the link."));
    }

    void alreadyRegistered(String to, Instant dueAt) {
        send(
                new MailLabel(EXISTS, MailUrgency.ACCOUNT, "", true),
                dueAt,
                to,
                "You already have an account at " + product(),
                MailText.of("Someone, probably you, tried to sign up with this address.")
                        .paragraph("You already have a developer account. Log in, or set a new password if you forgot"
                                + " yours.")
                        .link("Log in", page("/login"))
                        .link("Reset password", page("/forgot"))
                        .paragraph("If it was not you, nothing needs to be done: your account is unchanged."));
    }

    void reset(String to, Secret token, Instant dueAt, boolean unasked) {
        send(
                new MailLabel(RESET, MailUrgency.RESET, TokenHash.of(token).value(), unasked),
                dueAt,
                to,
                "Reset your password for " + product(),
                MailText.of("Someone, probably you, asked to reset the password of your developer account.")
                        .link("Set a new password", page("/reset?token=" + token.reveal()))
                        .paragraph("The link works for 1 hour and once. If you did not ask for it, ignore this mail:"
                                + " your password stays as it is."));
    }

    void passwordChanged(String to) {
        send(
                MailLabel.account("account.password_changed"),
                env.clock().instant(),
                to,
                "Your password was changed",
                MailText.of("The password of your developer account at " + product() + " was changed.")
                        .paragraph("You were logged out everywhere. Your apps and their secrets keep working.")
                        .paragraph(
                                "If you did not do this, reset your password now and contact " + supportContact + ".")
                        .link("Reset password", page("/forgot")));
    }

    private void send(MailLabel label, Instant dueAt, String to, String subject, MailText words) {
        env.mails().enqueue(label, to, subject, words, dueAt);
    }

    private String product() {
        return env.productName();
    }

    private URI page(String pathBelowPortal) {
        return URI.create(env.issuer() + "/developers" + pathBelowPortal);
    }
}
