package dev.drawbridge.core.mail;

import dev.drawbridge.core.host.Mail;
import dev.drawbridge.core.host.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;

/**
 * Hands mails to an SMTP server (RFC 5321), one connection each. Needs Jakarta Mail on the class path, which is an optional
 * dependency. Thread-safe.
 *
 * <p>The idempotency key becomes the {@code Message-ID}, so that a mail that was sent twice can be recognised as one.
 */
public final class SmtpMailer implements Mailer {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SmtpServer server;
    private final InternetAddress from;
    private final InstantSource clock;
    private final Session session;

    private SmtpMailer(SmtpServer server, InternetAddress from, InstantSource clock) {
        this.server = server;
        this.from = from;
        this.clock = clock;
        this.session = Session.getInstance(properties(server));
    }

    /**
     * Makes a mailer; does not connect yet.
     *
     * @param url {@code smtp://[user:password@]host[:port]} or {@code smtps://...}, user and password percent-encoded;
     *     {@code ?from=noreply@example.com} sets the sender; {@code starttls} is {@code required} (the default with a
     *     login to another machine), {@code optional} or {@code off}
     * @param defaultFrom the sender's address if the URL names none
     * @param clock dates the mails
     * @return the mailer
     * @throws IllegalArgumentException with the reason, never with the URL, if it is not of that form
     */
    public static SmtpMailer to(String url, String defaultFrom, InstantSource clock) {
        SmtpServer server = SmtpServer.parse(url);
        try {
            return new SmtpMailer(server, new InternetAddress(server.from().orElse(defaultFrom), true), clock);
        } catch (AddressException e) {
            throw new IllegalArgumentException("The sender of the SMTP URL is no mail address", e);
        }
    }

    @Override
    public void send(Mail mail) {
        boolean implicit = server.tls() == SmtpServer.Tls.IMPLICIT;
        try (Transport transport = session.getTransport(implicit ? "smtps" : "smtp")) {
            MimeMessage message = message(mail);
            boolean login = !server.user().isEmpty();
            transport.connect(
                    server.host(),
                    server.port(),
                    login ? server.user() : null,
                    login ? server.password().reveal() : null);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw new MailFailedException(
                    "The SMTP server at " + server.host() + ":" + server.port() + " did not take a mail", e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        MimeMessage message = new KeyedMessage(session, mail.idempotencyKey() + "@" + domainOf(from));
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // Nobody wants an "out of office" to this (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    private static String domainOf(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().indexOf('@') + 1);
    }

    private static Properties properties(SmtpServer server) {
        String protocol = server.tls() == SmtpServer.Tls.IMPLICIT ? "mail.smtps." : "mail.smtp.";
        String timeout = String.valueOf(TIMEOUT.toMillis());
        Properties properties = new Properties();
        properties.setProperty(protocol + "connectiontimeout", timeout);
        properties.setProperty(protocol + "timeout", timeout);
        properties.setProperty(protocol + "writetimeout", timeout);
        properties.setProperty(protocol + "auth", String.valueOf(!server.user().isEmpty()));
        properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        properties.setProperty(
                protocol + "starttls.enable",
                String.valueOf(server.tls() == SmtpServer.Tls.REQUIRED || server.tls() == SmtpServer.Tls.IF_OFFERED));
        properties.setProperty(protocol + "starttls.required", String.valueOf(server.tls() == SmtpServer.Tls.REQUIRED));
        return properties;
    }

    /** A message whose id is given, not made up. */
    private static final class KeyedMessage extends MimeMessage {

        private final String id;

        KeyedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
