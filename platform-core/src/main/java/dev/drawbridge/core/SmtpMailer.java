package dev.drawbridge.core;

import dev.drawbridge.core.internal.mail.CuttableSockets;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.SmtpReplies;
import dev.drawbridge.core.internal.mail.SmtpServer;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.MailFailedException;
import dev.drawbridge.core.spi.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to an SMTP server (RFC 5321), one connection each. Needs Angus Mail on the class path, which is an optional
 * dependency. Thread-safe.
 *
 * <p>The idempotency key becomes the {@code Message-ID}, so that a mail that was sent twice can be recognised as one.
 */
public final class SmtpMailer implements Mailer {

    /** The longest one mail takes, whatever the server does; well below the claims of {@link MailOutbox}. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SmtpServer server;
    private final InternetAddress from;
    private final String name;
    private final InstantSource clock;
    private final Duration limit;
    private final ScheduledThreadPoolExecutor ends;

    private SmtpMailer(SmtpServer server, InternetAddress from, String name, InstantSource clock, Duration limit) {
        this.server = server;
        this.from = from;
        this.name = name;
        this.clock = clock;
        this.limit = limit;
        this.ends = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "drawbridge-smtp-limit");
            thread.setDaemon(true);
            return thread;
        });
        ends.setRemoveOnCancelPolicy(true);
        // No thread while nothing is sent.
        ends.setKeepAliveTime(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        ends.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes a mailer; does not connect yet.
     *
     * @param url {@code smtp://[user:password@]host[:port]} or {@code smtps://...}, user and password percent-encoded;
     *     {@code ?from=noreply@example.com} sets the sender; {@code starttls} is {@code required} (the default with a
     *     login to another machine), {@code optional} or {@code off}; {@code ehlo} is the name by which it introduces itself
     * @param defaultFrom the sender's address if the URL names none
     * @param publicUrl where the platform is reached: its host is the name for {@code EHLO} if the URL names none
     * @param clock dates the mails
     * @return the mailer
     * @throws IllegalArgumentException with the reason, never with the URL, if it is not of that form
     */
    public static SmtpMailer to(String url, String defaultFrom, URI publicUrl, InstantSource clock) {
        return to(url, defaultFrom, publicUrl, clock, LIMIT);
    }

    /**
     * Makes a mailer with another limit than {@link #LIMIT}; does not connect yet.
     *
     * @param url as in {@link #to(String, String, URI, InstantSource)}
     * @param defaultFrom the sender's address if the URL names none
     * @param publicUrl where the platform is reached
     * @param clock dates the mails
     * @param limit the longest one mail takes; not longer than {@link #LIMIT}, or a second node may send the mail too
     * @return the mailer
     * @throws IllegalArgumentException with the reason, never with the URL, if it is not of that form
     */
    public static SmtpMailer to(String url, String defaultFrom, URI publicUrl, InstantSource clock, Duration limit) {
        SmtpServer server = SmtpServer.parse(url);
        String name = server.ehlo().orElseGet(() -> SmtpServer.nameOf(publicUrl.getHost()));
        try {
            InternetAddress from = new InternetAddress(server.from().orElse(defaultFrom), true);
            return new SmtpMailer(server, from, name, clock, limit);
        } catch (AddressException e) {
            throw new IllegalArgumentException("The sender of the SMTP URL is no mail address", e);
        }
    }

    /**
     * Hands a mail over within {@link #LIMIT}.
     *
     * @throws MailFailedException for good if the server refused the mail with a 5xx reply, otherwise to try again: after
     *     4xx, a lost or refused connection, and replies that want another login
     */
    @Override
    public void send(Mail mail) {
        CuttableSockets sockets = new CuttableSockets();
        // A server that greets a byte at a time meets every limit of a single read, so the whole has one too.
        Future<?> end = ends.schedule(sockets::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            send(mail, Session.getInstance(properties(sockets)));
        } catch (AddressException e) {
            throw MailFailedException.permanent("The recipient of a mail is no mail address");
        } catch (MessagingException e) {
            throw SmtpReplies.judge(server.host() + ":" + server.port(), e);
        } finally {
            end.cancel(false);
        }
    }

    private void send(Mail mail, Session session) throws MessagingException {
        MimeMessage message = message(mail, session);
        boolean implicit = server.tls() == SmtpServer.Tls.IMPLICIT;
        Transport transport = session.getTransport(implicit ? "smtps" : "smtp");
        try {
            boolean login = !server.user().isEmpty();
            transport.connect(
                    server.host(),
                    server.port(),
                    login ? server.user() : null,
                    login ? server.password().reveal() : null);
            transport.sendMessage(message, message.getAllRecipients());
        } finally {
            leave(transport);
        }
    }

    // How the conversation ends says nothing about the mail: one that was taken must not be sent again.
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("A connection to the SMTP server did not end well: {}", SmtpReplies.kinds(e));
        }
    }

    private MimeMessage message(Mail mail, Session session) throws MessagingException {
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

    private Properties properties(CuttableSockets sockets) {
        String protocol = server.tls() == SmtpServer.Tls.IMPLICIT ? "mail.smtps." : "mail.smtp.";
        String timeout = String.valueOf(Math.min(TIMEOUT.toMillis(), limit.toMillis()));
        Properties properties = new Properties();
        properties.setProperty(protocol + "connectiontimeout", timeout);
        properties.setProperty(protocol + "timeout", timeout);
        properties.setProperty(protocol + "writetimeout", timeout);
        properties.put(protocol + "socketFactory", sockets);
        properties.setProperty(protocol + "socketFactory.fallback", "false");
        properties.setProperty(protocol + "localhost", name);
        // Whether the server says good-bye is no matter of the mail, which it took.
        properties.setProperty(protocol + "quitwait", "false");
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
