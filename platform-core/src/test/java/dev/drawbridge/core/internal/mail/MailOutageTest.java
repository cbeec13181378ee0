package dev.drawbridge.core.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.ShiftableClock;
import dev.drawbridge.core.SmtpMailer;
import dev.drawbridge.core.internal.memory.MemoryMailStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mails through a real SMTP connection to a server that is away for a while. */
class MailOutageTest {

    private static final int MAILS = 20;

    private final ShiftableClock clock = new ShiftableClock(PlatformClock.system());
    private final SecureRandom random = new SecureRandom();
    private final Vault vault = new Vault(List.of(new byte[Vault.KEY_BYTES]), random);
    private final MailStore store = new MemoryMailStore(new MemoryTransactions());

    @Test
    @DisplayName("a mail server that is down for ten minutes gets every mail afterwards, each once, from two nodes")
    void everyMailArrivesOnce() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().on("MAIL", "451 down for maintenance")) {
            List<MailOutbox> nodes = List.of(node(server), node(server));
            for (int number = 0; number < MAILS; number++) {
                nodes.get(0)
                        .enqueue(
                                MailLabel.account("test"),
                                "dev" + number + "@example.com",
                                "Hello",
                                MailText.of("Hello"),
                                clock.instant());
            }
            Instant back = clock.instant().plus(Duration.ofMinutes(10));
            while (clock.instant().isBefore(back)) {
                nodes.forEach(MailOutbox::sendDue);
                clock.advance(Duration.ofSeconds(20));
            }
            assertThat(server.recipients()).isEmpty();

            server.on("MAIL", "250 ok");
            for (int minute = 0; minute < 20; minute++) {
                nodes.forEach(MailOutbox::sendDue);
                clock.advance(Duration.ofMinutes(1));
            }

            assertThat(server.recipients()).hasSize(MAILS).doesNotHaveDuplicates();
        }
    }

    private MailOutbox node(ScriptedSmtp server) {
        return new MailOutbox(
                store,
                SmtpMailer.to(server.url(), "noreply@portal.test", URI.create("https://portal.test"), clock),
                vault,
                clock,
                new Ulids(clock, random),
                new MailTemplate("Fieldwork"));
    }
}
