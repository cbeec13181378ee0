package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.MailBacklog;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.QueuedMail;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link MailStore} does. */
public abstract class MailStoreContract {

    private static final int THREADS = 20;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Instant CLAIMED = NOW.plus(Duration.ofMinutes(5));
    private static final Instant END = NOW.plus(Duration.ofDays(1));

    private static final MailLabel VERIFY = MailLabel.account("account.verify");
    private static final MailLabel RESET = new MailLabel("account.reset", MailUrgency.RESET, "hash", true);

    /** For subclasses. */
    protected MailStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract MailStore store();

    @Test
    void aMailIsClaimedAsItWasPutIn() {
        store().insert(mail("one", NOW));
        store().insert(mail("later", NOW.plusSeconds(1)));

        List<QueuedMail> claimed = store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);

        assertThat(claimed)
                .containsExactly(
                        new QueuedMail("one", VERIFY, "a@example.com", "Grüße", "v1.sealed", 1, CLAIMED, NOW, END));
    }

    @Test
    void eachMailGoesToOneOfManyClaims() {
        for (int i = 0; i < 100; i++) {
            store().insert(mail("mail" + i, NOW));
        }

        List<List<QueuedMail>> claims =
                Race.of(THREADS, number -> store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 100));

        assertThat(claims.stream().flatMap(List::stream).map(QueuedMail::id))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aClaimThatIsNeverReportedComesBack() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);

        assertThat(store().claimDue(CLAIMED.minusMillis(1), END, MailUrgency.NOTICE, 10))
                .isEmpty();
        assertThat(store().claimDue(CLAIMED, END, MailUrgency.NOTICE, 10))
                .extracting(QueuedMail::attempts)
                .containsExactly(2);
    }

    @Test
    void aLateReportOfAnOldClaimChangesNothing() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);
        store().claimDue(CLAIMED, END, MailUrgency.NOTICE, 10);

        store().finish("one", 1, MailStore.End.SENT, NOW);
        store().retryAt("one", 1, NOW);

        assertThat(store().claimDue(CLAIMED, END, MailUrgency.NOTICE, 10)).isEmpty();
        assertThat(store().claimDue(END, END, MailUrgency.NOTICE, 10)).hasSize(1);
    }

    @Test
    void aMailThatIsTriedAgainIsDueThen() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);

        store().retryAt("one", 1, NOW.plusSeconds(10));

        assertThat(store().claimDue(NOW.plusSeconds(9), CLAIMED, MailUrgency.NOTICE, 10))
                .isEmpty();
        assertThat(store().claimDue(NOW.plusSeconds(10), CLAIMED, MailUrgency.NOTICE, 10))
                .hasSize(1);
    }

    @Test
    void aFinishedMailIsNeverClaimedAndIsPurgedInTime() {
        store().insert(mail("sent", NOW));
        store().insert(mail("failed", NOW));
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);

        store().finish("sent", 1, MailStore.End.SENT, NOW);
        store().finish("failed", 1, MailStore.End.FAILED, NOW);

        assertThat(store().claimDue(END, END, MailUrgency.NOTICE, 10)).isEmpty();
        assertThat(store().purge(END, 10)).isZero();
        assertThat(store().purge(END.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(store().purge(END.plusSeconds(1), 10)).isEqualTo(1);
    }

    @Test
    void resetsGoFirstByNewestThenAccountsByOldestThenNotices() {
        insert("notice", notice("app1"), 0);
        insert("older account", VERIFY, 1);
        insert("older reset", RESET, 2);
        insert("newer account", VERIFY, 3);
        insert("newer reset", RESET, 4);
        Instant later = NOW.plusSeconds(10);

        assertThat(store().claimDue(later, CLAIMED, MailUrgency.RESET, 1))
                .extracting(QueuedMail::id)
                .containsExactly("newer reset");
        assertThat(store().claimDue(later, CLAIMED, MailUrgency.ACCOUNT, 10))
                .extracting(QueuedMail::id)
                .containsExactly("older reset", "older account", "newer account");
        assertThat(store().claimDue(later, CLAIMED, MailUrgency.NOTICE, 10))
                .extracting(QueuedMail::id)
                .containsExactly("notice");
    }

    @Test
    void aClaimIsRenewedWhileItIsTheNewest() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);

        assertThat(store().renew("one", 1, END)).isTrue();

        assertThat(store().claimDue(CLAIMED, END, MailUrgency.NOTICE, 10)).isEmpty();
        assertThat(store().claimDue(END, END, MailUrgency.NOTICE, 10)).hasSize(1);
        assertThat(store().renew("one", 1, NOW)).isFalse();
    }

    @Test
    void noticesOfOneRecipientAreClaimedTogetherByTopicOrAll() {
        insert("first", notice("app1"), 0);
        insert("second", notice("app1"), 1);
        insert("other app", notice("app2"), 2);
        insert("account", VERIFY, 3);
        Instant later = NOW.plusSeconds(10);

        assertThat(store().claimNotices("a@example.com", Optional.of("app1"), later, CLAIMED, 10))
                .extracting(QueuedMail::id)
                .containsExactly("first", "second");
        assertThat(store().claimNotices("b@example.com", Optional.empty(), later, CLAIMED, 10))
                .isEmpty();
        assertThat(store().claimNotices("a@example.com", Optional.empty(), later, CLAIMED, 10))
                .extracting(QueuedMail::id)
                .containsExactly("other app");
    }

    @Test
    void noticesArePutOffButNothingElse() {
        insert("notice", notice("app1"), 0);
        insert("account", VERIFY, 0);

        store().postponeNotices("a@example.com", NOW, NOW.plusSeconds(60));

        assertThat(store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10))
                .extracting(QueuedMail::id)
                .containsExactly("account");
        assertThat(store().claimDue(NOW.plusSeconds(60), CLAIMED, MailUrgency.NOTICE, 10))
                .extracting(QueuedMail::id)
                .containsExactly("notice");
    }

    @Test
    void mailsWithNoticesCountOnce() {
        insert("first", notice("app1"), 0);
        insert("second", notice("app1"), 0);
        store().claimDue(NOW, CLAIMED, MailUrgency.NOTICE, 10);
        store().finish("first", 1, MailStore.End.SENT, NOW.plusSeconds(5));
        store().finish("second", 1, MailStore.End.MERGED, NOW.plusSeconds(5));

        assertThat(store().noticesSent("a@example.com", NOW)).containsExactly(NOW.plusSeconds(5));
        assertThat(store().noticesSent("a@example.com", NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void whatNobodyAskedForIsRememberedUntilItsLinkIsUsed() {
        insert("waiting", RESET, 1);
        insert("sent", new MailLabel("account.exists", MailUrgency.ACCOUNT, "", true), 2);
        insert("given up", RESET, 3);
        insert("asked", VERIFY, 4);
        Instant later = NOW.plusSeconds(10);
        store().claimDue(later, CLAIMED, MailUrgency.ACCOUNT, 10);
        store().finish("sent", 1, MailStore.End.SENT, later);
        store().finish("given up", 1, MailStore.End.FAILED, later);

        assertThat(store().unsolicited("a@example.com", NOW))
                .containsExactly(
                        new UnsolicitedMail("account.reset", NOW.plusSeconds(1), NOW.plusSeconds(1), true),
                        new UnsolicitedMail("account.exists", NOW.plusSeconds(2), later, false));
        assertThat(store().unsolicited("a@example.com", NOW.plusSeconds(1))).hasSize(1);
        store().wanted("a@example.com", "hash");
        assertThat(store().unsolicited("a@example.com", NOW)).hasSize(1);
    }

    @Test
    void countsWhatWaitsWasTriedAndWasGivenUp() {
        assertThat(store().backlog()).isEqualTo(new MailBacklog(0, 0, 0, null));
        insert("tried", VERIFY, 1);
        insert("failed", VERIFY, 2);
        insert("sent", VERIFY, 3);
        store().claimDue(NOW.plusSeconds(10), CLAIMED, MailUrgency.NOTICE, 10);
        store().finish("failed", 1, MailStore.End.FAILED, NOW);
        store().finish("sent", 1, MailStore.End.SENT, NOW);
        insert("new", VERIFY, 4);

        MailBacklog backlog = store().backlog();

        assertThat(backlog.waiting()).isEqualTo(2);
        assertThat(backlog.retried()).isEqualTo(1);
        assertThat(backlog.failed()).isEqualTo(1);
        assertThat(backlog.oldest()).isNotNull();
    }

    private void insert(String id, MailLabel label, int second) {
        Instant created = NOW.plusSeconds(second);
        store().insert(new QueuedMail(id, label, "a@example.com", "Grüße", "v1.sealed", 0, created, created, END));
    }

    private static MailLabel notice(String app) {
        return new MailLabel("secret.rotated", MailUrgency.NOTICE, app, false);
    }

    private static QueuedMail mail(String id, Instant dueAt) {
        return new QueuedMail(id, VERIFY, "a@example.com", "Grüße", "v1.sealed", 0, dueAt, NOW, END);
    }
}
