package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MailRequestStore} does. */
public abstract class MailRequestStoreContract {

    private static final int THREADS = 50;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");

    /** For subclasses. */
    protected MailRequestStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract MailRequestStore store();

    @Test
    void requestsWaitInTheOrderOfTheirIds() {
        MailRequest first = request("01", MailRequest.Kind.RESET);
        MailRequest second = request("02", MailRequest.Kind.VERIFY);
        store().insert(second);
        store().insert(first);

        assertThat(store().oldest(1)).containsExactly(first);
        assertThat(store().oldest(10)).containsExactly(first, second);
        assertThat(store().count()).isEqualTo(2);
    }

    @Test
    void ofFiftyWhoTakeARequestOneGetsIt() {
        store().insert(request("01", MailRequest.Kind.EXISTS));

        List<Boolean> taken = Race.of(THREADS, number -> store().take("01"));

        assertThat(taken).filteredOn(mine -> mine).hasSize(1);
        assertThat(store().oldest(10)).isEmpty();
        assertThat(store().count()).isZero();
    }

    private static MailRequest request(String id, MailRequest.Kind kind) {
        return new MailRequest(id, kind, "anna@example.com", "source", "v1.sealed", NOW);
    }
}
