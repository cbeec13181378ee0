package dev.drawbridge.core.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawbridge.core.SmtpMailer;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.MailFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the mailer makes of servers that refuse, fall silent or leave. */
class SmtpRepliesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));
    private static final Mail MAIL = new Mail("owner@example.com", "Hello", "text", "<p>html</p>", "01KEY");
    private static final Duration SHORT = Duration.ofMillis(400);

    private ScriptedSmtp server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedSmtp();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @DisplayName("a 5xx reply about the mail is final, and its code alone is told")
    @CsvSource({
        "MAIL, 550 5.1.0 sender owner@example.com refused, 550",
        "RCPT, 550 5.1.1 <owner@example.com> unknown, 550",
        "RCPT, 553 5.1.3 <owner@example.com> malformed, 553",
        "DATA, 554 5.5.1 no, 554",
        "BODY, 552 5.2.3 owner@example.com too large, 552",
        "BODY, 554 5.7.1 spam, 554",
    })
    void refusalsAreFinal(String command, String reply, String code) {
        server.on(command, reply);

        MailFailedException failure = failure(SmtpMailer.LIMIT);

        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContaining("replied " + code).hasMessageNotContaining("owner");
    }

    @ParameterizedTest
    @DisplayName("4xx replies, lost connections and a login that is wanted are tried again")
    @CsvSource({
        "GREETING, 421 4.3.2 shutting down",
        "GREETING, drop",
        "EHLO, drop",
        "MAIL, 451 4.3.0 owner@example.com later",
        "MAIL, 530 5.7.0 log in first",
        "RCPT, 450 4.2.1 <owner@example.com> busy",
        "RCPT, 452 4.2.2 <owner@example.com> full",
        "RCPT, drop",
        "DATA, 451 4.3.0 later",
        "BODY, 421 4.3.0 later",
        "BODY, drop",
    })
    void everythingElseIsTriedAgain(String command, String reply) {
        server.on(command, reply);

        MailFailedException failure = failure(SmtpMailer.LIMIT);

        assertThat(failure.permanent()).isFalse();
        assertThat(failure).hasMessageNotContaining("owner");
    }

    @Test
    void aRecipientThatIsNoAddressIsFinal() {
        SmtpMailer mailer = mailer("", SHORT);

        assertThatThrownBy(() -> mailer.send(new Mail("not an address", "Hello", "text", "html", "01KEY")))
                .isInstanceOfSatisfying(
                        MailFailedException.class,
                        failure -> assertThat(failure.permanent()).isTrue());
    }

    @ParameterizedTest
    @DisplayName("a server that is silent, or sends a byte at a time, ends with the time for one mail")
    @CsvSource({"GREETING, hang", "GREETING, trickle", "EHLO, hang", "RCPT, trickle", "BODY, hang", "BODY, trickle"})
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noServerHoldsASendForEver(String command, String behaviour) {
        server.on(command, behaviour);

        MailFailedException failure = failure(SHORT);

        assertThat(failure.permanent()).isFalse();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("a server that took the mail and then falls silent at the good-bye has taken it")
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theGoodByeDoesNotCount() {
        server.on("QUIT", ScriptedSmtp.HANG);

        mailer("", SmtpMailer.LIMIT).send(MAIL);

        assertThat(server.commands).contains("DATA");
    }

    @Test
    @DisplayName("EHLO names the host of the public URL, or what the SMTP URL says")
    void ehloNamesUs() {
        mailer("", SmtpMailer.LIMIT).send(MAIL);
        mailer("?ehlo=mx.acme.test", SmtpMailer.LIMIT).send(MAIL);

        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("EHLO"))
                .containsExactly("EHLO portal.test", "EHLO mx.acme.test");
    }

    @ParameterizedTest
    @DisplayName("an address introduces itself as a literal")
    @CsvSource({"127.0.0.1, [127.0.0.1]", "[::1], [IPv6:::1]", "localhost, localhost"})
    void addressesAreLiterals(String host, String name) {
        assertThat(SmtpServer.nameOf(host)).isEqualTo(name);
    }

    private MailFailedException failure(Duration limit) {
        SmtpMailer mailer = mailer("", limit);
        return catchThrowableOfType(MailFailedException.class, () -> mailer.send(MAIL));
    }

    private SmtpMailer mailer(String options, Duration limit) {
        return SmtpMailer.to(
                server.url() + options, "noreply@portal.test", URI.create("https://portal.test"), CLOCK, limit);
    }
}
