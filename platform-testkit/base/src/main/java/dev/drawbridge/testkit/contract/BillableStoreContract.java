package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.BillableStore;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.core.spi.store.BilledUse;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link BillableStore} must do. Extend it and return empty stores for each test. */
public abstract class BillableStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final CompanyId BELL = new CompanyId("co_bell");
    private static final AppId APP = new AppId("app_1");
    private static final AppId OTHER = new AppId("app_2");

    /** For subclasses. */
    protected BillableStoreContract() {}

    /**
     * Returns the stores under test.
     *
     * @return the same data every time within a test
     */
    protected abstract CoreStores core();

    @Test
    void usesAreSummedPerAppAndRoute() {
        record(new BillableUse(ACME, "1", APP, "export", 5), NOW);
        record(new BillableUse(ACME, "2", APP, "export", 7), LATER);
        record(new BillableUse(ACME, "3", APP, "print", 1), NOW);
        record(new BillableUse(ACME, "4", OTHER, "export", 0), NOW);
        record(new BillableUse(BELL, "1", APP, "export", 100), NOW);
        assertThat(store().sums(ACME, NOW, LATER.plusMillis(1)))
                .containsExactly(
                        new BilledSum(APP, "export", 12, 2),
                        new BilledSum(APP, "print", 1, 1),
                        new BilledSum(OTHER, "export", 0, 1));
        assertThat(store().sums(ACME, LATER, LATER.plusMillis(1))).containsExactly(new BilledSum(APP, "export", 7, 1));
        assertThat(store().sums(ACME, NOW.minusSeconds(60), NOW)).isEmpty();
    }

    @Test
    @Tag("M-02")
    @DisplayName("of parallel records of one use one counts, and a later one changes nothing")
    void aUseCountsOnce() {
        List<Boolean> recorded = Race.of(16, thread -> record(use("1"), NOW));
        assertThat(recorded).containsOnlyOnce(true);
        assertThat(record(new BillableUse(ACME, "1", OTHER, "else", 9), LATER)).isFalse();
        assertThat(store().sums(ACME, NOW, LATER)).containsExactly(new BilledSum(APP, "export", 3, 1));
    }

    @Test
    @Tag("M-02")
    @DisplayName("a use is kept if and only if the transaction that recorded it is")
    void aUseIsUndoneWithItsTransaction() {
        assertThatThrownBy(() -> core().transactions().inTransaction(() -> {
                    assertThat(record(use("1"), NOW)).isTrue();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(store().sums(ACME, NOW, LATER)).isEmpty();
        assertThat(core().transactions().inTransaction(() -> record(use("1"), NOW)))
                .isTrue();
        assertThat(store().sums(ACME, NOW, LATER)).hasSize(1);
    }

    @Test
    void usesAreListedInPages() {
        IntStream.range(0, 5).forEach(i -> record(use("key " + i), NOW));
        record(use("late"), LATER);
        List<BilledUse> first = store().list(ACME, NOW, LATER, "", 3);
        assertThat(first).hasSize(3).contains(new BilledUse(use("key 0"), NOW));
        List<BilledUse> second =
                store().list(ACME, NOW, LATER, first.get(2).use().key(), 3);
        assertThat(second).extracting(billed -> billed.use().key()).containsExactly("key 3", "key 4");
        assertThat(store().list(BELL, NOW, LATER, "", 3)).isEmpty();
    }

    @Test
    @Tag("A-133")
    @DisplayName("uses are purged after their time, a bounded number at a time")
    void purgingIsBounded() {
        IntStream.range(0, 5).forEach(i -> record(use("key " + i), NOW));
        Instant end = NOW.plus(BillableStore.LIFETIME);
        assertThat(store().purge(end, 10)).isZero();
        assertThat(store().purge(end.plus(Duration.ofMillis(1)), 3)).isEqualTo(3);
        assertThat(store().purge(end.plus(Duration.ofMillis(1)), 3)).isEqualTo(2);
    }

    private boolean record(BillableUse use, Instant now) {
        return store().record(use, now);
    }

    private BillableStore store() {
        return core().billables();
    }

    private static BillableUse use(String key) {
        return new BillableUse(ACME, key, APP, "export", 3);
    }
}
