package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.ThrottleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ThrottleStore} promises. */
public abstract class ThrottleStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LIMIT = 3;

    /** For subclasses. */
    protected ThrottleStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void soManyAttemptsAreAllowedInAWindow() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(attempt("key", NOW.plusSeconds(i)).allowed()).isTrue();
        }
        ThrottleStore.Outcome refused = attempt("key", NOW.plusSeconds(LIMIT));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.freeAt()).isEqualTo(NOW);
        assertThat(attempt("other", NOW).allowed()).isTrue();
    }

    @Test
    void theWindowSlides() {
        for (int i = 0; i < LIMIT; i++) {
            attempt("key", NOW.plusSeconds(i));
        }
        assertThat(attempt("key", NOW.plus(WINDOW).minusNanos(1_000)).allowed()).isFalse();
        assertThat(attempt("key", NOW.plus(WINDOW)).allowed()).isTrue();
        assertThat(attempt("key", NOW.plus(WINDOW)).freeAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aRefusedAttemptDoesNotCount() {
        for (int i = 0; i < 2 * LIMIT; i++) {
            attempt("key", NOW.plusSeconds(i));
        }
        assertThat(attempt("key", NOW.plusSeconds(LIMIT - 1).plus(WINDOW)).allowed())
                .isTrue();
    }

    @Test
    void aLimitOfZeroAllowsNothing() {
        ThrottleStore.Outcome refused = throttles().attempt("key", 0, NOW.minus(WINDOW), NOW, NOW.plus(WINDOW));
        assertThat(refused.allowed()).isFalse();
    }

    @Test
    void clearingForgetsTheAttempts() {
        for (int i = 0; i < LIMIT; i++) {
            attempt("key", NOW);
        }
        throttles().clear("key");
        assertThat(attempt("key", NOW).allowed()).isTrue();
    }

    @Test
    void aPurgeLeavesWhatCounts() {
        attempt("old", NOW.minus(WINDOW).minus(WINDOW));
        for (int i = 0; i < LIMIT; i++) {
            attempt("key", NOW);
        }
        assertThat(throttles().purge(NOW, 100)).isEqualTo(1);
        assertThat(attempt("key", NOW).allowed()).isFalse();
    }

    @Test
    void exactlyTheLimitIsAllowedInARace() {
        List<Boolean> outcomes = Race.run(i -> attempt("key", NOW).allowed());
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(LIMIT);
    }

    private ThrottleStore throttles() {
        return stores().throttles();
    }

    private ThrottleStore.Outcome attempt(String key, Instant at) {
        return throttles().attempt(key, LIMIT, at.minus(WINDOW), at, at.plus(WINDOW));
    }
}
