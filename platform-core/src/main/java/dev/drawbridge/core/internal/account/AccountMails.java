package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.MailOrigin;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.MailText;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * The mails about accounts. Links begin with the issuer and with nothing that a request says: a forged {@code Host} must
 * not reach anyone's inbox. Mails that strangers can cause greet nobody: a name would be the stranger's words.
 */
public final class AccountMails {

    static final String VERIFY = "account.verify";
    static final String EXISTS = "account.exists";
    static final String RESET = "account.reset";
    private static final String EMAIL = "account.email";

    private final MailOutbox outbox;
    private final PlatformClock clock;
    private final URI issuer;
    private final String productName;
    private final String supportContact;
    private final Messages text = Templates.of(AccountMails.class).text();

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
        // A bare word such as "support" reads as one, not as somebody to write to.
        this.supportContact = supportContact.matches("\\p{L}+") ? productName + " " + supportContact : supportContact;
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
        MailText words = MailText.of(text.of("mail.verify.first"))
                .button(text.of("mail.verify.button"), page(PortalPaths.VERIFY, token))
                .paragraph(text.of("mail.verify.not-you"))
                .why(text.of("mail.why-sign-up", productName));
        send(link(VERIFY, MailUrgency.ACCOUNT, token, true), dueAt, to, subject("verify"), words);
    }

    void alreadyRegistered(String to, Instant dueAt) {
        MailText words = MailText.of(text.of("mail.exists.first"))
                .paragraph(text.of("mail.exists.you"))
                .button(text.of("mail.exists.button"), page(PortalPaths.LOGIN))
                .link(text.of("mail.reset-link"), page(PortalPaths.FORGOT))
                .paragraph(text.of("mail.exists.not-you"))
                .why(text.of("mail.why-sign-up", productName));
        send(new MailLabel(EXISTS, MailUrgency.ACCOUNT, "", true), dueAt, to, subject("exists"), words);
    }

    void reset(String to, Secret token, Instant dueAt, boolean unsolicited) {
        MailText words = MailText.of(text.of("mail.reset.first", productName))
                .button(text.of("mail.reset.button"), page(PortalPaths.RESET, token))
                .paragraph(text.of("mail.reset.not-you"))
                .why(text.of("mail.why-reset", productName));
        send(link(RESET, MailUrgency.RESET, token, unsolicited), dueAt, to, subject("reset"), words);
    }

    /** Tells of a new password that was set with a link from a mail. */
    void passwordReset(Account account, Visitor visitor) {
        passwordChanged(account, "mail.changed.everywhere", visitor);
    }

    /** Tells of a new password that was set with the old one. */
    void passwordChanged(Account account, Visitor visitor) {
        passwordChanged(account, "mail.changed.elsewhere", visitor);
    }

    private void passwordChanged(Account account, String sessions, Visitor visitor) {
        MailText words = MailText.of(text.of("mail.changed.first"))
                .paragraph(text.of(sessions))
                .paragraph(text.of("mail.changed.not-you", supportContact))
                .button(text.of("mail.reset-link"), page(PortalPaths.FORGOT));
        security(account, "account.password_changed", subject("changed"), words, visitor);
    }

    void confirmNewAddress(String to, Secret token, Instant dueAt) {
        MailText words = MailText.of(text.of("mail.new-email.first", productName))
                .button(text.of("mail.verify.button"), page(PortalPaths.VERIFY, token))
                .paragraph(text.of("mail.new-email.not-you"))
                .why(text.of("mail.why-new-email", productName));
        send(link(EMAIL, MailUrgency.ACCOUNT, token, true), dueAt, to, subject("new-email"), words);
    }

    void emailChangeRequested(Account account, String newAddress, Visitor visitor) {
        MailText words = MailText.of(text.of("mail.email-requested.first", newAddress))
                .paragraph(text.of("mail.email-requested.until"))
                .paragraph(text.of("mail.email-requested.not-you"))
                .button(text.of("mail.reset-link"), page(PortalPaths.FORGOT));
        security(account, "account.email_change_requested", subject("email-requested"), words, visitor);
    }

    void emailChanged(Account before, String newAddress, Visitor visitor) {
        MailText words = MailText.of(text.of("mail.email-changed.first", newAddress))
                .paragraph(text.of("mail.email-changed.old"))
                .paragraph(text.of("mail.email-changed.not-you", supportContact));
        security(before, "account.email_changed", subject("email-changed"), words, visitor);
    }

    /**
     * Tells that the account will be deleted.
     *
     * @param apps how many apps were revoked
     * @param end when it goes
     */
    void deletionRequested(Account account, int apps, Instant end, Visitor visitor) {
        MailText words = MailText.of(text.of("mail.deletion.first", MailOrigin.time(end)));
        if (apps > 0) {
            words = words.paragraph(text.of("mail.deletion.apps", apps));
        }
        words = words.paragraph(text.of("mail.deletion.back"))
                .paragraph(text.of("mail.deletion.not-you"))
                .button(text.of("mail.exists.button"), page(PortalPaths.LOGIN));
        security(account, "account.deletion_requested", subject("deletion"), words, visitor);
    }

    void deletionCancelled(Account account, Visitor visitor) {
        MailText words = MailText.of(text.of("mail.stays.first"))
                .paragraph(text.of("mail.changed.not-you", supportContact))
                .button(text.of("mail.reset-link"), page(PortalPaths.FORGOT));
        security(account, "account.deletion_cancelled", subject("stays"), words, visitor);
    }

    private void security(Account account, String kind, String subject, MailText words, Visitor visitor) {
        Instant now = clock.instant();
        MailText whole = words.greeting(account.name())
                .origin(MailOrigin.of(visitor.actor(account.id()), now))
                .why(text.of("mail.why-account", productName));
        send(MailLabel.account(kind), now, account.email(), subject, whole);
    }

    private String subject(String mail) {
        return text.of("mail." + mail + ".subject", productName);
    }

    private static MailLabel link(String kind, MailUrgency urgency, Secret token, boolean unsolicited) {
        return new MailLabel(kind, urgency, TokenHash.of(token).value(), unsolicited);
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
