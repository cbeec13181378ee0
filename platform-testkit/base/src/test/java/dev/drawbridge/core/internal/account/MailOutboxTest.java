package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.mail.MailText;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.testkit.CapturingMailer;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailOutboxTest {

    private static final String TO = "dev@example.com";

    private final SettableClock clock = new SettableClock();
    private final CapturingMailer mailer = new CapturingMailer();
    private final TestPlatform test =
            TestPlatform.builder().clock(clock).mails(mailer).build();

    @Test
    void aMailIsSentOnceWithBothForms() {
        enqueue("One");

        test.runJobs();
        test.runJobs();

        assertThat(mailer.to(TO)).hasSize(1);
        assertThat(mailer.to(TO).get(0).text()).startsWith("text of One");
        assertThat(mailer.to(TO).get(0).html()).contains("<title>One</title>", ">text of One</p>");
    }

    @Test
    void aMailOfATransactionThatFailsIsNeverSent() {
        assertThatThrownBy(() -> test.env().transactions().inTransaction(() -> {
                    enqueue("One");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        test.runJobs();

        assertThat(mailer.all()).isEmpty();
    }

    @Test
    @Tag("A-135")
    void aFailedMailIsTriedAgainAtGrowingPauses() {
        List<Duration> pauses = List.of(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(1));
        mailer.failNext(pauses.size());
        enqueue("One");
        CoreServices.of(test.env()).mails().sendDue();
        for (Duration pause : pauses) {
            clock.advance(pause.minusMillis(1));
            CoreServices.of(test.env()).mails().sendDue();
            assertThat(mailer.all()).isEmpty();
            clock.advance(Duration.ofMillis(1));
            CoreServices.of(test.env()).mails().sendDue();
        }

        assertThat(mailer.to(TO)).hasSize(1);
    }

    @Test
    void everyTryOfOneMailHasTheSameKey() {
        List<String> keys = new ArrayList<>();
        TestPlatform failing = TestPlatform.builder()
                .clock(clock)
                .set(environment -> environment.mailer(mail -> {
                    keys.add(mail.idempotencyKey());
                    throw new IllegalStateException("The server is away");
                }))
                .build();
        enqueue(failing, "One");
        enqueue(failing, "Two");

        CoreServices.of(failing.env()).mails().sendDue();
        clock.advance(Duration.ofSeconds(10));
        CoreServices.of(failing.env()).mails().sendDue();

        assertThat(keys).hasSize(4);
        assertThat(keys.subList(2, 4)).containsExactlyElementsOf(keys.subList(0, 2));
        assertThat(keys.subList(0, 2)).doesNotHaveDuplicates();
    }

    @Test
    void oneFailureDoesNotStopTheOthers() {
        mailer.failNext(1);
        enqueue("One");
        enqueue("Two");

        CoreServices.of(test.env()).mails().sendDue();

        assertThat(mailer.to(TO)).extracting(Mail::subject).containsExactly("Two");
    }

    @Test
    void aMailIsGivenUpAfterADayAndPurged() {
        mailer.failNext(Integer.MAX_VALUE);
        enqueue("One");
        Instant end = clock.instant().plus(Duration.ofDays(2));
        while (clock.instant().isBefore(end)) {
            test.runJobs();
            clock.advance(Duration.ofMinutes(30));
        }
        mailer.failNext(0);

        test.runJobs();

        assertThat(mailer.all()).isEmpty();
        assertThat(test.env().stores().mails().purge(Instant.MAX, 10)).isZero();
    }

    private void enqueue(String subject) {
        enqueue(test, subject);
    }

    private void enqueue(TestPlatform node, String subject) {
        CoreServices.of(node.env())
                .mails()
                .enqueue(MailLabel.account("test"), TO, subject, MailText.of("text of " + subject), clock.instant());
    }
}
