package dev.drawbridge.core.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.SmtpMailer;
import dev.drawbridge.core.internal.memory.MemoryMailStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailUrgency;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outbox in front of a mail server that takes its time. */
class SlowSmtpTest {

    private static final int APPS = 1_500;
    private static final int RECIPIENTS = 40;
    private static final Duration SLOW = Duration.ofMillis(250);
    private static final URI PORTAL = URI.create("https://portal.test");

    private final PlatformClock clock = PlatformClock.system();
    private final SecureRandom random = new SecureRandom();

    @Test
    @DisplayName("behind 1,500 revoked apps and a slow mail server, a reset mail is among the next to be handed over")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aResetDoesNotWaitForNotices() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().slow(SLOW)) {
            MailOutbox outbox = outbox(server);
            for (int i = 0; i < APPS; i++) {
                // Many recipients, so that the notices do not become one mail.
                notice(outbox, "dev" + i % RECIPIENTS + "@example.com", "app" + i);
            }
            List<Thread> senders = start(outbox);
            server.awaitRecipients(6);
            int before = server.recipients().size();
            long begin = clock.elapsed();
            outbox.enqueue(
                    new MailLabel("account.reset", MailUrgency.RESET, "", true),
                    "owner@example.com",
                    "Reset",
                    MailText.of("Hello"),
                    clock.instant());
            // The sender of account mails looks again, as its job does.
            outbox.sendAccountMails();
            long waited = Duration.ofNanos(clock.elapsed() - begin).toMillis();
            int place = server.recipients().indexOf("owner@example.com") - before;
            System.out.println("Reset mail behind " + APPS + " notices, server of " + SLOW.toMillis()
                    + " ms a mail: handed over after " + waited + " ms, " + place + " mails after it was put in");

            assertThat(place).isBetween(0, 8);
            senders.forEach(Thread::interrupt);
        }
    }

    private static List<Thread> start(MailOutbox outbox) {
        List<Thread> threads = new ArrayList<>();
        for (Job job : outbox.jobs()) {
            if (job.name().startsWith("mails-")) {
                Thread thread = new Thread(job::runOnce, job.name());
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }
        assertThat(threads).hasSize(3);
        return threads;
    }

    private MailOutbox outbox(ScriptedSmtp server) throws IOException {
        byte[] key = new byte[Vault.KEY_BYTES];
        return new MailOutbox(
                new MemoryMailStore(new MemoryTransactions()),
                SmtpMailer.to(server.url(), "noreply@portal.test", PORTAL, clock),
                new Vault(List.of(key), random),
                clock,
                new Ulids(clock, random),
                new MailTemplate("Fieldwork"));
    }

    private static void notice(MailOutbox outbox, String to, String app) {
        outbox.notice(
                "app.revoked",
                to,
                app,
                new NoticeText("Your app " + app, app + " was revoked.", "Look.", "Open", PORTAL.resolve("/" + app)));
    }
}
