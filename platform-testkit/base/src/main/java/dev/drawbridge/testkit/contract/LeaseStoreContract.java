package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link LeaseStore} promises. */
public abstract class LeaseStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant UNTIL = NOW.plus(Duration.ofSeconds(30));

    /** For subclasses. */
    protected LeaseStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void aFreeLeaseIsTakenByOne() {
        assertThat(leases().acquire("job", "a", NOW, UNTIL)).isTrue();
        assertThat(leases().acquire("job", "b", NOW, UNTIL)).isFalse();
        assertThat(leases().acquire("other", "b", NOW, UNTIL)).isTrue();
    }

    @Test
    void theHolderProlongsIt() {
        leases().acquire("job", "a", NOW, UNTIL);
        assertThat(leases().acquire("job", "a", NOW, UNTIL.plusSeconds(30))).isTrue();
        assertThat(leases().acquire("job", "b", UNTIL, UNTIL.plusSeconds(30))).isFalse();
    }

    @Test
    void itIsFreeAgainOnceItExpired() {
        leases().acquire("job", "a", NOW, UNTIL);
        assertThat(leases().acquire("job", "b", UNTIL.minusNanos(1_000), UNTIL.plusSeconds(30)))
                .isFalse();
        assertThat(leases().acquire("job", "b", UNTIL, UNTIL.plusSeconds(30))).isTrue();
    }

    @Test
    void itIsFreeAgainOnceItsHolderGivesItBack() {
        leases().acquire("job", "a", NOW, UNTIL);
        leases().release("job", "b");
        assertThat(leases().acquire("job", "b", NOW, UNTIL)).isFalse();
        leases().release("job", "a");
        assertThat(leases().acquire("job", "b", NOW, UNTIL)).isTrue();
    }

    @Test
    void ofManyWhoWantANewLeaseOneGetsIt() {
        List<Boolean> outcomes = Race.run(i -> leases().acquire("job", "node-" + i, NOW, UNTIL));
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    }

    @Test
    void ofManyWhoWantAnExpiredLeaseOneGetsIt() {
        leases().acquire("job", "dead", NOW.minusSeconds(60), NOW);
        List<Boolean> outcomes = Race.run(i -> leases().acquire("job", "node-" + i, NOW, UNTIL));
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    }

    @Test
    void heldOnesAreCountedByTheBeginningOfTheirNames() {
        leases().acquire("node:1", "a", NOW, UNTIL);
        leases().acquire("node:2", "b", NOW, UNTIL.plusSeconds(1));
        leases().acquire("node:3", "c", NOW, UNTIL);
        leases().acquire("nodes", "d", NOW, UNTIL);
        leases().acquire("job:node:1", "d", NOW, UNTIL);
        leases().release("node:3", "c");

        assertThat(leases().countHeld("node:", NOW)).isEqualTo(2);
        assertThat(leases().countHeld("node:", UNTIL)).isEqualTo(1);
        assertThat(leases().countHeld("node:", UNTIL.plusSeconds(1))).isZero();
        assertThat(leases().countHeld("node_", NOW)).isZero();
        assertThat(leases().countHeld("node%", NOW)).isZero();
    }

    private LeaseStore leases() {
        return stores().leases();
    }
}
