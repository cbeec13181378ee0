package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.mail.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MailStore} does. */
public abstract class MailStoreContract {

    private static final int THREADS = 20;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Instant CLAIMED = NOW.plus(Duration.ofMinutes(5));
    private static final Instant END = NOW.plus(Duration.ofDays(1));

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

        List<QueuedMail> claimed = store().claimDue(NOW, CLAIMED, 10);

        assertThat(claimed)
                .containsExactly(new QueuedMail(
                        "one", "account.verify", "a@example.com", "Grüße", "v1.sealed", 1, CLAIMED, NOW, END));
    }

    @Test
    void eachMailGoesToOneOfManyClaims() {
        for (int i = 0; i < 100; i++) {
            store().insert(mail("mail" + i, NOW));
        }

        List<List<QueuedMail>> claims = Race.of(THREADS, number -> store().claimDue(NOW, CLAIMED, 100));

        assertThat(claims.stream().flatMap(List::stream).map(QueuedMail::id))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aClaimThatIsNeverReportedComesBack() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, 10);

        assertThat(store().claimDue(CLAIMED.minusMillis(1), END, 10)).isEmpty();
        assertThat(store().claimDue(CLAIMED, END, 10))
                .extracting(QueuedMail::attempts)
                .containsExactly(2);
    }

    @Test
    void aLateReportOfAnOldClaimChangesNothing() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, 10);
        store().claimDue(CLAIMED, END, 10);

        store().finish("one", 1, true);
        store().retryAt("one", 1, NOW);

        assertThat(store().claimDue(CLAIMED, END, 10)).isEmpty();
        assertThat(store().claimDue(END, END, 10)).hasSize(1);
    }

    @Test
    void aMailThatIsTriedAgainIsDueThen() {
        store().insert(mail("one", NOW));
        store().claimDue(NOW, CLAIMED, 10);

        store().retryAt("one", 1, NOW.plusSeconds(10));

        assertThat(store().claimDue(NOW.plusSeconds(9), CLAIMED, 10)).isEmpty();
        assertThat(store().claimDue(NOW.plusSeconds(10), CLAIMED, 10)).hasSize(1);
    }

    @Test
    void aFinishedMailIsNeverClaimedAndIsPurgedInTime() {
        store().insert(mail("sent", NOW));
        store().insert(mail("failed", NOW));
        store().claimDue(NOW, CLAIMED, 10);

        store().finish("sent", 1, true);
        store().finish("failed", 1, false);

        assertThat(store().claimDue(END, END, 10)).isEmpty();
        assertThat(store().purge(END, 10)).isZero();
        assertThat(store().purge(END.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(store().purge(END.plusSeconds(1), 10)).isEqualTo(1);
    }

    private static QueuedMail mail(String id, Instant dueAt) {
        return new QueuedMail(id, "account.verify", "a@example.com", "Grüße", "v1.sealed", 0, dueAt, NOW, END);
    }
}
