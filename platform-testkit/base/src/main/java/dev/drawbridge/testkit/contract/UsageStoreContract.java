package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.store.AppDay;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link UsageStore} must do. Extend it and return an empty store for each test. */
public abstract class UsageStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final AppId APP = new AppId("app_1");
    private static final AppId OTHER = new AppId("app_2");
    private static final UsageCounts FIVE_KINDS = new UsageCounts(1, 2, 3, 4, 5);

    /** For subclasses. */
    protected UsageStoreContract() {}

    /**
     * Returns the store under test.
     *
     * @return the same data every time within a test
     */
    protected abstract UsageStore usage();

    @Test
    void countsAreAddedPerAppAndDay() {
        assertThat(add("node", 1, new AppDay(APP, MONDAY))).isTrue();
        assertThat(add("node", 2, new AppDay(APP, MONDAY))).isTrue();
        assertThat(add("node", 3, new AppDay(APP, TUESDAY))).isTrue();
        assertThat(add("node", 4, new AppDay(OTHER, MONDAY))).isTrue();
        assertThat(usage().days(APP, MONDAY, TUESDAY))
                .isEqualTo(Map.of(MONDAY, new UsageCounts(2, 4, 6, 8, 10), TUESDAY, FIVE_KINDS));
        assertThat(usage().total(APP)).isEqualTo(45);
        assertThat(usage().total(OTHER)).isEqualTo(15);
    }

    @Test
    void daysOutsideTheRangeAreLeftOut() {
        add("node", 1, new AppDay(APP, MONDAY), new AppDay(APP, TUESDAY));
        assertThat(usage().days(APP, TUESDAY, TUESDAY)).containsOnlyKeys(TUESDAY);
        assertThat(usage().days(OTHER, MONDAY, TUESDAY)).isEmpty();
        assertThat(usage().total(OTHER)).isZero();
    }

    @Test
    void severalAppsAreSummedTogether() {
        add("node", 1, new AppDay(APP, MONDAY), new AppDay(APP, TUESDAY), new AppDay(OTHER, TUESDAY));
        AppId idle = new AppId("app_3");
        assertThat(usage().totals(Set.of(APP, OTHER, idle), MONDAY, TUESDAY)).isEqualTo(Map.of(APP, 30L, OTHER, 15L));
        assertThat(usage().totals(Set.of(APP, OTHER), MONDAY, MONDAY)).isEqualTo(Map.of(APP, 15L));
        assertThat(usage().totals(Set.of(), MONDAY, TUESDAY)).isEmpty();
    }

    @Test
    @Tag("M-03")
    @DisplayName("an addition that is tried again is added once")
    void retriesAddNothing() {
        assertThat(add("node", 1, new AppDay(APP, MONDAY))).isTrue();
        assertThat(add("node", 1, new AppDay(APP, MONDAY))).isFalse();
        assertThat(add("node", 2, new AppDay(APP, MONDAY))).isTrue();
        assertThat(add("node", 1, new AppDay(APP, MONDAY))).isFalse();
        assertThat(usage().total(APP)).isEqualTo(30);
    }

    @Test
    void nodesNumberTheirAdditionsThemselves() {
        add("node a", 1, new AppDay(APP, MONDAY));
        add("node b", 1, new AppDay(APP, MONDAY));
        assertThat(usage().total(APP)).isEqualTo(30);
    }

    @Test
    @Tag("M-03")
    @DisplayName("of parallel tries of one addition one adds")
    void parallelTriesAddOnce() {
        List<Boolean> added = Race.of(16, thread -> add("node", 1, new AppDay(APP, MONDAY)));
        assertThat(added).containsOnlyOnce(true);
        assertThat(usage().total(APP)).isEqualTo(15);
    }

    @Test
    @Tag("A-089")
    @DisplayName("nodes that add to the same days at the same time lose nothing and do not block each other")
    void parallelAdditionsAddUp() {
        AppDay[] keys = {new AppDay(APP, MONDAY), new AppDay(APP, TUESDAY), new AppDay(OTHER, MONDAY)};
        Race.of(
                16,
                thread -> IntStream.rangeClosed(1, 10)
                        .filter(sequence -> add("node " + thread, sequence, keys))
                        .count());
        assertThat(usage().total(APP)).isEqualTo(16 * 10 * 2 * 15);
        assertThat(usage().total(OTHER)).isEqualTo(16 * 10 * 15);
    }

    @Test
    @Tag("A-133")
    @DisplayName("purging deletes only what expired, at most so many rows at a time")
    void purgingIsBounded() {
        IntStream.range(0, 5).forEach(i -> add("node " + i, 1, new AppDay(APP, MONDAY.plusDays(i))));
        Instant end = NOW.plus(UsageStore.DAY_LIFETIME);
        usage().add("young", 1, counts(new AppDay(OTHER, MONDAY)), NOW.plusSeconds(1));
        assertThat(usage().purge(NOW, 10)).isZero();
        assertThat(usage().purge(end.plusMillis(1), 3)).isEqualTo(6);
        assertThat(usage().total(APP)).isEqualTo(30);
        assertThat(usage().purge(end.plusMillis(1), 3)).isEqualTo(5);
        assertThat(usage().purge(end.plusMillis(1), 3)).isZero();
        assertThat(usage().total(APP)).isZero();
        assertThat(usage().total(OTHER)).isEqualTo(15);
    }

    @Test
    void aNodeThatWasForgottenContinuesCounting() {
        add("node", 1, new AppDay(APP, MONDAY));
        usage().purge(NOW.plus(UsageStore.LEDGER_LIFETIME).plus(Duration.ofSeconds(1)), 10);
        assertThat(add("node", 2, new AppDay(APP, MONDAY))).isTrue();
        assertThat(add("node", 2, new AppDay(APP, MONDAY))).isFalse();
        assertThat(usage().total(APP)).isEqualTo(30);
    }

    private boolean add(String node, long sequence, AppDay... keys) {
        return usage().add(node, sequence, counts(keys), NOW);
    }

    private static SortedMap<AppDay, UsageCounts> counts(AppDay... keys) {
        SortedMap<AppDay, UsageCounts> counts = new TreeMap<>();
        for (AppDay key : keys) {
            counts.put(key, FIVE_KINDS);
        }
        return counts;
    }
}
