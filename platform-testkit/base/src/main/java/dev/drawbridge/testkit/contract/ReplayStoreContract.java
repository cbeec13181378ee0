package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.ReplayStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ReplayStore} promises. */
public abstract class ReplayStoreContract {

    private static final Instant LATER = Samples.NOW.plus(Duration.ofHours(1));

    /** For subclasses. */
    protected ReplayStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void aThingIsUsedOnce() {
        assertThat(replays().firstUse("form", "1", LATER)).isTrue();
        assertThat(replays().firstUse("form", "1", LATER)).isFalse();
        assertThat(replays().firstUse("form", "2", LATER)).isTrue();
        assertThat(replays().firstUse("jti", "1", LATER)).isTrue();
    }

    @Test
    void aUseIsUndoneWithItsTransaction() {
        assertThatThrownBy(() -> stores().transactions().inTransaction(() -> {
                    replays().firstUse("form", "1", LATER);
                    throw new IllegalArgumentException("undo");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(replays().firstUse("form", "1", LATER)).isTrue();
    }

    @Test
    void aSecondUseLeavesItsTransactionAlive() {
        replays().firstUse("form", "1", LATER);
        boolean other = stores().transactions()
                .inTransaction(() ->
                        !replays().firstUse("form", "1", LATER) && replays().firstUse("form", "2", LATER));
        assertThat(other).isTrue();
        assertThat(replays().firstUse("form", "2", LATER)).isFalse();
    }

    @Test
    void aPurgeForgetsWhatExpiredInBatches() {
        for (int i = 0; i < 3; i++) {
            replays().firstUse("form", "expired-" + i, Samples.NOW);
        }
        replays().firstUse("form", "live", LATER);
        Instant before = Samples.NOW.plusSeconds(1);
        assertThat(replays().purge(before, 2)).isEqualTo(2);
        assertThat(replays().purge(before, 2)).isEqualTo(1);
        assertThat(replays().firstUse("form", "live", LATER)).isFalse();
    }

    @Test
    void ofManyUsesAtTheSameTimeOneIsTheFirst() {
        List<Boolean> outcomes = Race.run(i -> replays().firstUse("form", "1", LATER));
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    }

    private ReplayStore replays() {
        return stores().replays();
    }
}
