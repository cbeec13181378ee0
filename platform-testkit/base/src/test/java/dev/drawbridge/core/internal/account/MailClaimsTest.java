package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.mail.MailText;
import dev.drawbridge.core.spi.MailFailedException;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mail servers that are slow, refuse or never respond, and the nodes that share an outbox. */
class MailClaimsTest {

    private static final String TO = "dev@example.com";

    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final List<String> sent = new ArrayList<>();

    @Test
    @DisplayName("two nodes and a mail server that takes 18 s send each of forty mails once")
    void slowServersCauseNoDuplicates() {
        TestPlatform other = node(mail -> sent.add(mail.subject()));
        TestPlatform slow = node(mail -> {
            sent.add(mail.subject());
            clock.advance(Duration.ofSeconds(18));
            CoreServices.of(other.env()).mails().sendDue();
        });
        for (int i = 0; i < 40; i++) {
            enqueue(slow, "Mail " + i);
        }

        CoreServices.of(slow.env()).mails().sendDue();
        clock.advance(Duration.ofHours(2));
        CoreServices.of(slow.env()).mails().sendDue();
        CoreServices.of(other.env()).mails().sendDue();

        assertThat(sent).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a claim is kept for as long as its mail is on its way")
    void claimsAreRenewed() {
        TestPlatform other = node(mail -> sent.add("other: " + mail.subject()));
        List<TestPlatform> self = new ArrayList<>();
        TestPlatform slow = node(mail -> {
            sent.add(mail.subject());
            for (int i = 0; i < 20; i++) {
                clock.advance(Duration.ofSeconds(30));
                CoreServices.of(self.get(0).env()).mails().renewClaims();
                CoreServices.of(other.env()).mails().sendDue();
            }
        });
        self.add(slow);
        enqueue(slow, "One");

        CoreServices.of(slow.env()).mails().sendDue();
        clock.advance(Duration.ofHours(2));
        CoreServices.of(other.env()).mails().sendDue();

        assertThat(sent).containsExactly("One");
    }

    @Test
    @DisplayName("a mailer that never returns is interrupted, and its mail is tried again")
    void aSilentMailerIsInterrupted() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(1);
        TestPlatform node = node(mail -> {
            if (tries.incrementAndGet() == 1) {
                waiting.countDown();
                waitForEver();
            }
            sent.add(mail.subject());
        });
        enqueue(node, "One");
        Thread sender = new Thread(() -> CoreServices.of(node.env()).mails().sendDue());
        sender.start();
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

        CoreServices.of(node.env()).mails().renewClaims();
        assertThat(sender.isAlive()).isTrue();
        clock.pass(Duration.ofMinutes(2));
        CoreServices.of(node.env()).mails().renewClaims();
        sender.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(sender.isAlive()).isFalse();
        clock.advance(Duration.ofSeconds(10));
        CoreServices.of(node.env()).mails().sendDue();
        assertThat(sent).containsExactly("One");
    }

    @Test
    @DisplayName("what was refused for good is given up immediately, once in the log and without the address")
    void refusalsAreFinal() {
        AtomicInteger tries = new AtomicInteger();
        TestPlatform node = node(mail -> {
            tries.incrementAndGet();
            throw MailFailedException.permanent("it replied 550");
        });
        enqueue(node, "One");
        String log = logOf(() -> {
            for (int hour = 0; hour < 48; hour++) {
                node.runJobs();
                clock.advance(Duration.ofHours(1));
            }
        });

        assertThat(tries).hasValue(1);
        assertThat(log)
                .containsOnlyOnce("is given up after 1 tries: it replied 550")
                .doesNotContain(TO)
                .doesNotContain("text of");
    }

    @Test
    @DisplayName("what failed for now is tried again, and the log has no words of the mailer")
    void otherFailuresAreTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        TestPlatform node = node(mail -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("cannot reach " + mail.to() + ": " + mail.text());
            }
            sent.add(mail.subject());
        });
        enqueue(node, "One");
        String log = logOf(() -> {
            for (int i = 0; i < 5; i++) {
                CoreServices.of(node.env()).mails().sendDue();
                clock.advance(Duration.ofMinutes(1));
            }
        });

        assertThat(sent).containsExactly("One");
        assertThat(log)
                .contains("was not sent at try 1")
                .contains("IllegalStateException")
                .doesNotContain(TO)
                .doesNotContain("text of");
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw MailFailedException.temporary("it was interrupted");
        }
    }

    private static String logOf(Runnable work) {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(console);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private TestPlatform node(Mailer mailer) {
        return TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .set(environment -> environment.mailer(mailer))
                .build();
    }

    private static void enqueue(TestPlatform node, String subject) {
        CoreServices.of(node.env())
                .mails()
                .enqueue(
                        MailLabel.account("test"),
                        TO,
                        subject,
                        MailText.of("text of " + subject),
                        node.clock().instant());
    }
}
