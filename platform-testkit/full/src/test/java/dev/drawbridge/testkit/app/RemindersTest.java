package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails about what ends by itself. */
class RemindersTest {

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final Response app = developer.create(web("Acme Sync"));
    private final String clientId = text(app, "clientId");
    private final String old = text(app, "clientSecret");

    @BeforeEach
    void forgetMails() {
        portal.test.deliverMails();
        portal.test.mails().clear();
    }

    @Test
    @Tag("A-070")
    @DisplayName("a secret that is still used is reminded of seven days and one day before its end, each once")
    void aUsedSecretIsRemindedOf() {
        rotate("P30D");

        assertThat(remindersAfter(Duration.ofDays(22), true)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(1), true))
                .containsExactly("[Acme Sync] Client secret ····" + last4() + " ends in 7 days");
        assertThat(remindersAfter(Duration.ofDays(3), true)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(3), true))
                .containsExactly("[Acme Sync] Client secret ····" + last4() + " ends in 1 day");
        assertThat(remindersAfter(Duration.ofHours(12), true)).isEmpty();
    }

    @Test
    @Tag("A-070")
    @DisplayName("a secret that nobody used in the last seven days is not reminded of")
    void anUnusedSecretIsNot() {
        assertThat(portal.authenticates(clientId, old)).isTrue();
        rotate("P30D");

        assertThat(remindersAfter(Duration.ofDays(23), false)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(6), false)).isEmpty();
    }

    @Test
    @Tag("A-070")
    @DisplayName("an overlap of seven days has its reminder in the mail about the rotation")
    void aShortOverlapNeedsNoReminder() {
        rotate("P7D");

        assertThat(remindersAfter(Duration.ofMinutes(5), true)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(6), true)).hasSize(1);
    }

    @Test
    @Tag("A-057")
    @DisplayName("an app with an expiry is announced fourteen and three days before, and told when it is over")
    void anExpiryIsAnnounced() {
        Instant end = portal.clock.instant().plus(Duration.ofDays(30));
        Map<String, Object> form = new java.util.LinkedHashMap<>(web("Brief"));
        form.put("expiresAt", end.toString());
        assertThat(developer.create(form).status()).isEqualTo(201);
        forgetMails();

        assertThat(remindersAfter(Duration.ofDays(15), false)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(1), false)).containsExactly("[Brief] App expires in 14 days");
        assertThat(remindersAfter(Duration.ofDays(11), false)).containsExactly("[Brief] App expires in 3 days");
        assertThat(remindersAfter(Duration.ofDays(2), false)).isEmpty();
        assertThat(remindersAfter(Duration.ofDays(1), false)).containsExactly("[Brief] App expired");
        assertThat(remindersAfter(Duration.ofHours(1), false)).isEmpty();
    }

    private void rotate(String overlap) {
        developer.post("/apps/" + text(app, "id") + "/secrets", Map.of("overlap", overlap));
        forgetMails();
    }

    private String last4() {
        return old.substring(old.length() - 4);
    }

    /** Moves the clock, and returns the subjects of what the job wrote, which runs as often as it likes. */
    private List<String> remindersAfter(Duration time, boolean used) {
        portal.clock.advance(time);
        if (used) {
            assertThat(portal.authenticates(clientId, old)).isTrue();
        }
        portal.test.mails().clear();
        List<Job> jobs = portal.test.platform().jobs().stream()
                .filter(job -> job.name().equals("reminders"))
                .toList();
        assertThat(jobs).hasSize(1);
        jobs.get(0).runOnce();
        jobs.get(0).runOnce();
        CoreServices.of(portal.test.env()).mails().sendDue();
        return portal.test.mails().to(AppPortal.EMAIL).stream()
                .map(Mail::subject)
                .toList();
    }
}
