package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.mail.MailText;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Notices: behind all other mails, gathered, and never lost. */
class NoticeTest {

    private static final String DEV = "dev@example.com";
    private static final int APPS = 1_500;

    private final SettableClock clock = new SettableClock();
    private final TestPlatform test = TestPlatform.builder().clock(clock).build();

    @Test
    @DisplayName("behind 1,500 apps that were created and revoked, a stranger's reset mail is the first to go out")
    void aResetGoesBeforeAllNotices() {
        createAndRevoke(APPS);
        account("account.verify", MailUrgency.ACCOUNT, "new@example.com");
        account("account.reset", MailUrgency.RESET, "older@example.com");
        clock.advance(Duration.ofSeconds(1));
        account("account.reset", MailUrgency.RESET, "newer@example.com");

        CoreServices.of(test.env()).mails().sendDue();

        assertThat(test.mails().all())
                .extracting(Mail::to)
                .startsWith("newer@example.com", "older@example.com", "new@example.com", DEV);
    }

    @Test
    @DisplayName("the sender of account mails takes no notices, so that no number of them holds it up")
    void oneSenderIsForAccountsAlone() {
        createAndRevoke(10);
        account("account.verify", MailUrgency.ACCOUNT, "new@example.com");

        CoreServices.of(test.env()).mails().sendAccountMails();

        assertThat(test.mails().all()).extracting(Mail::to).containsExactly("new@example.com");
    }

    @Test
    @DisplayName("notices about one app that wait together are one mail that tells them all")
    void noticesOfOneAppAreGathered() {
        notice("secret.rotated", "a", "has a new client secret.");
        notice("secret.ended", "a", "no longer accepts the old one.");
        notice("app.created", "b", "was created.");

        CoreServices.of(test.env()).mails().sendDue();

        List<Mail> mails = test.mails().to(DEV);
        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).subject()).isEqualTo("Your app a");
        assertThat(mails.get(0).text())
                .containsSubsequence("has a new client secret.", "no longer accepts the old one.", "not you", "/apps/a")
                .containsOnlyOnce("If this was not you");
        assertThat(mails.get(1).text()).contains("was created.");
    }

    @Test
    @DisplayName("a recipient gets few mails an hour, and each event is told or counted within ten minutes")
    void noticesAreCapped() {
        createAndRevoke(APPS);
        CoreServices.of(test.env()).mails().sendDue();
        notice("secret.rotated", "app7", "has a new client secret.");
        for (int minute = 0; minute < 60; minute++) {
            CoreServices.of(test.env()).mails().sendDue();
            clock.advance(Duration.ofMinutes(1));
        }

        List<Mail> mails = test.mails().to(DEV);
        assertThat(mails).hasSizeBetween(11, 16);
        assertThat(mails.get(10).subject()).contains("Your app ").contains(" more");
        String all = String.join("\n", mails.stream().map(Mail::text).toList());
        assertThat(all).as("a rare kind is told in full").contains("has a new client secret.");
        assertThat(told(all)).isEqualTo(2 * APPS + 1);
    }

    @Test
    @DisplayName("notices to one developer do not delay those to another")
    void othersDoNotWait() {
        createAndRevoke(APPS);
        CoreServices.of(test.env()).mails().sendDue();
        test.mails().clear();
        CoreServices.of(test.env())
                .mails()
                .notice("secret.rotated", "other@example.com", "x", text("x", "has a new client secret."));

        CoreServices.of(test.env()).mails().sendDue();

        assertThat(test.mails().all()).extracting(Mail::to).containsExactly("other@example.com");
    }

    @Test
    @DisplayName("notices that could not be sent are tried again, all of them")
    void aFailedDigestComesAgain() {
        test.mails().failNext(1);
        notice("app.created", "a", "was created.");
        notice("app.revoked", "a", "was revoked.");
        CoreServices.of(test.env()).mails().sendDue();
        assertThat(test.mails().all()).isEmpty();

        clock.advance(Duration.ofSeconds(10));
        CoreServices.of(test.env()).mails().sendDue();

        assertThat(test.mails().to(DEV)).hasSize(1);
        assertThat(test.mails().to(DEV).get(0).text()).contains("was created.", "was revoked.");
    }

    private void createAndRevoke(int apps) {
        for (int i = 0; i < apps; i++) {
            notice("app.created", "app" + i, "was created.");
            notice("app.revoked", "app" + i, "was revoked.");
        }
    }

    private void notice(String kind, String app, String words) {
        CoreServices.of(test.env()).mails().notice(kind, DEV, app, text(app, words));
    }

    private static NoticeText text(String app, String words) {
        return new NoticeText(
                "Your app " + app,
                "The app \"" + app + "\" " + words,
                "If this was not you, change your password.",
                "Open the app",
                URI.create("https://portal.test/developers/apps/" + app));
    }

    private void account(String kind, MailUrgency urgency, String to) {
        CoreServices.of(test.env())
                .mails()
                .enqueue(new MailLabel(kind, urgency, "", true), to, "Hello", MailText.of("Hello"), clock.instant());
    }

    private static int told(String all) {
        int counted = Pattern.compile("And ([\\d,]+) more of this kind")
                .matcher(all)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1).replace(",", "")))
                .sum();
        return counted + all.split("The app \"", -1).length - 1;
    }
}
