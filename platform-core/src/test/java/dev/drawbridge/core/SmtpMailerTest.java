package dev.drawbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.drawbridge.core.internal.mail.SmtpServer;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.MailFailedException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpMailerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));
    private static final URI PORTAL = URI.create("https://portal.test");
    private static final Mail MAIL =
            new Mail("dev@example.com", "Grüße aus Köln", "Plain ✓ https://a.test/x?y=1\n", "<p>Rich ✓</p>", "01KEY");

    @Nested
    class AgainstAServer {

        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

        @Test
        void aMailArrivesInBothFormsWithItsKey() throws Exception {
            server.start();
            try {
                SmtpMailer.to(url(""), "noreply@portal.test", PORTAL, CLOCK).send(MAIL);

                assertThat(server.waitForIncomingEmail(1)).isTrue();
                MimeMessage message = server.getReceivedMessages()[0];
                assertThat(message.getSubject()).isEqualTo("Grüße aus Köln");
                assertThat(message.getFrom()[0]).hasToString("noreply@portal.test");
                assertThat(message.getAllRecipients()[0]).hasToString("dev@example.com");
                assertThat(message.getMessageID()).isEqualTo("<01KEY@portal.test>");
                assertThat(message.getSentDate().toInstant()).isEqualTo(CLOCK.instant());
                MimeMultipart body = (MimeMultipart) message.getContent();
                assertThat(body.getBodyPart(0).getContent().toString()).contains("Plain ✓ https://a.test/x?y=1");
                assertThat(body.getBodyPart(1).getContent().toString()).contains("<p>Rich ✓</p>");
                assertThat(body.getBodyPart(1).getContentType()).startsWith("text/html");
            } finally {
                server.stop();
            }
        }

        @Test
        void theLoginAndTheSenderOfTheUrlAreUsed() throws Exception {
            server.setUser("dev@example.com", "mailer", "pa:ss w@rd");
            server.start();
            try {
                String url = url("mailer:pa%3Ass%20w%40rd@") + "?from=hello@acme.test";
                SmtpMailer.to(url, "noreply@portal.test", PORTAL, CLOCK).send(MAIL);

                assertThat(server.waitForIncomingEmail(1)).isTrue();
                assertThat(server.getReceivedMessages()[0].getFrom()[0]).hasToString("hello@acme.test");
            } finally {
                server.stop();
            }
        }

        @Test
        void withoutTheDemandedTlsNothingIsSent() {
            server.start();
            try {
                SmtpMailer mailer = SmtpMailer.to(url("") + "?starttls=required", "noreply@portal.test", PORTAL, CLOCK);

                assertThatThrownBy(() -> mailer.send(MAIL)).isInstanceOf(MailFailedException.class);
                assertThat(server.getReceivedMessages()).isEmpty();
            } finally {
                server.stop();
            }
        }

        @Test
        void aServerThatIsGoneIsAFailureToTryAgain() {
            server.start();
            String url = url("");
            server.stop();

            assertThatThrownBy(() -> SmtpMailer.to(url, "noreply@portal.test", PORTAL, CLOCK)
                            .send(MAIL))
                    .isInstanceOf(MailFailedException.class)
                    .hasMessageContaining("127.0.0.1");
        }

        private String url(String login) {
            return "smtp://" + login + "127.0.0.1:" + server.getSmtp().getPort();
        }
    }

    @Nested
    class TheUrl {

        @Test
        void defaultsAreSafe() {
            assertThat(SmtpServer.parse("smtp://mail.example.com"))
                    .isEqualTo(new SmtpServer(
                            "mail.example.com",
                            587,
                            SmtpServer.Tls.IF_OFFERED,
                            "",
                            Secret.of(""),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(SmtpServer.parse("smtps://u:p@mail.example.com"))
                    .isEqualTo(new SmtpServer(
                            "mail.example.com",
                            465,
                            SmtpServer.Tls.IMPLICIT,
                            "u",
                            Secret.of("p"),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(SmtpServer.parse("smtp://u:p@mail.example.com:25").tls()).isEqualTo(SmtpServer.Tls.REQUIRED);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "http://mail.example.com | must begin with smtp",
                    "mail.example.com | must begin with smtp",
                    "smtp:// | no URL",
                    "smtp:///x | names no host",
                    "smtp://user@mail.example.com | user:password",
                    "smtp://u:s3cret@mail.example.com:0 | port must be",
                    "smtp://u:s3cret@mail.example.com/inbox | nothing may follow",
                    "smtp://u:s3cret@mail.example.com?tls=no | only from, starttls and ehlo",
                    "smtp://u:s3cret@mail.example.com?starttls=maybe | required, optional or off",
                    "smtp://u:s3cret@mail.example.com?ehlo=a%0D%0AMAIL | ehlo is a host name",
                    "smtp://u:s3 cret@mail.example.com | no URL",
                })
        void whatIsWrongIsSaidWithoutThePassword(String url, String reason) {
            assertThatThrownBy(() -> SmtpMailer.to(url, "noreply@portal.test", PORTAL, CLOCK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("s3");
        }

        @Test
        void aSenderThatIsNoAddressIsRefused() {
            assertThatThrownBy(() ->
                            SmtpMailer.to("smtp://localhost?from=nobody%20@", "noreply@portal.test", PORTAL, CLOCK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sender");
        }
    }
}
