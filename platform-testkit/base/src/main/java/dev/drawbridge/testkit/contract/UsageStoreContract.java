package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.core.spi.store.UsageSum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final CompanyId BELL = new CompanyId("co_bell");
    private static final UsageCounts ALL_KINDS = new UsageCounts(1, 2, 3, 4, 5, 6);

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
        assertThat(add("node", 1, on(APP, MONDAY))).isTrue();
        assertThat(add("node", 2, on(APP, MONDAY))).isTrue();
        assertThat(add("node", 3, on(APP, TUESDAY))).isTrue();
        assertThat(add("node", 4, on(OTHER, MONDAY))).isTrue();
        assertThat(usage().days(APP, MONDAY, TUESDAY))
                .isEqualTo(Map.of(MONDAY, new UsageCounts(2, 4, 6, 8, 10, 12), TUESDAY, ALL_KINDS));
        assertThat(usage().total(APP)).isEqualTo(45);
        assertThat(usage().total(OTHER)).isEqualTo(15);
    }

    @Test
    void daysOutsideTheRangeAreLeftOut() {
        add("node", 1, on(APP, MONDAY), on(APP, TUESDAY));
        assertThat(usage().days(APP, TUESDAY, TUESDAY)).containsOnlyKeys(TUESDAY);
        assertThat(usage().days(OTHER, MONDAY, TUESDAY)).isEmpty();
        assertThat(usage().total(OTHER)).isZero();
    }

    @Test
    void severalAppsAreSummedTogether() {
        add("node", 1, on(APP, MONDAY), on(APP, TUESDAY), on(OTHER, TUESDAY));
        AppId idle = new AppId("app_3");
        assertThat(usage().totals(Set.of(APP, OTHER, idle), MONDAY, TUESDAY)).isEqualTo(Map.of(APP, 30L, OTHER, 15L));
        assertThat(usage().totals(Set.of(APP, OTHER), MONDAY, MONDAY)).isEqualTo(Map.of(APP, 15L));
        assertThat(usage().totals(Set.of(), MONDAY, TUESDAY)).isEmpty();
        assertThat(usage().days(Set.of(APP, OTHER, idle), MONDAY, TUESDAY))
                .isEqualTo(Map.of(APP, usage().days(APP, MONDAY, TUESDAY), OTHER, usage().days(OTHER, MONDAY, TUESDAY)))
                .hasEntrySatisfying(APP, days -> assertThat(days).containsOnlyKeys(MONDAY, TUESDAY));
        assertThat(usage().days(Set.of(), MONDAY, TUESDAY)).isEmpty();
    }

    @Test
    @Tag("M-10")
    @DisplayName("sums are by minute, hour or day, and tell routes and companies apart if they are asked to")
    void sumsTellApartWhatTheQuerySays() {
        for (UsageGrain grain : UsageGrain.values()) {
            AppId app = new AppId("app_" + grain);
            Instant first = grain.start(NOW);
            Instant second = first.plus(grain.length());
            add("1" + grain, 1, key(app, ACME, "read", NOW), key(app, ACME, "write", NOW), key(app, BELL, "read", NOW));
            add("2" + grain, 1, key(app, BELL, "read", second), key(OTHER, BELL, "read", NOW));
            assertThat(sums(app, grain, Set.of()))
                    .containsExactly(sum(first, null, null, 3), sum(second, null, null, 1));
            assertThat(sums(app, grain, Set.of(UsageGroup.ROUTE)))
                    .containsExactly(
                            sum(first, null, "read", 2), sum(first, null, "write", 1), sum(second, null, "read", 1));
            assertThat(sums(app, grain, Set.of(UsageGroup.COMPANY)))
                    .containsExactly(sum(first, ACME, null, 2), sum(first, BELL, null, 1), sum(second, BELL, null, 1));
            assertThat(sums(app, grain, Set.of(UsageGroup.ROUTE, UsageGroup.COMPANY)))
                    .hasSize(4);
        }
    }

    @Test
    void sumsBeginWithThePeriodOfTheFirstInstantAndEndBeforeTheLast() {
        for (UsageGrain grain : UsageGrain.values()) {
            AppId app = new AppId("app_" + grain);
            Instant start = grain.start(NOW).plus(grain.length());
            Instant end = start.plus(grain.length());
            add(
                    "node" + grain,
                    1,
                    Stream.of(start.minusSeconds(60), start, end)
                            .map(minute -> key(app, ACME, "read", minute))
                            .toArray(UsageKey[]::new));
            assertThat(usage().sums(new UsageQuery(app, grain, start.plusSeconds(59), end, Set.of())))
                    .containsExactly(sum(start, null, null, 1));
        }
    }

    @Test
    @Tag("M-03")
    @DisplayName("an addition that is tried again is added once")
    void retriesAddNothing() {
        assertThat(add("node", 1, on(APP, MONDAY))).isTrue();
        assertThat(add("node", 1, on(APP, MONDAY))).isFalse();
        assertThat(add("node", 2, on(APP, MONDAY))).isTrue();
        assertThat(add("node", 1, on(APP, MONDAY))).isFalse();
        assertThat(usage().total(APP)).isEqualTo(30);
    }

    @Test
    void nodesNumberTheirAdditionsThemselves() {
        add("node a", 1, on(APP, MONDAY));
        add("node b", 1, on(APP, MONDAY));
        assertThat(usage().total(APP)).isEqualTo(30);
    }

    @Test
    @Tag("M-03")
    @DisplayName("of parallel tries of one addition one adds")
    void parallelTriesAddOnce() {
        List<Boolean> added = Race.of(16, thread -> add("node", 1, on(APP, MONDAY)));
        assertThat(added).containsOnlyOnce(true);
        assertThat(usage().total(APP)).isEqualTo(15);
    }

    @Test
    @Tag("A-089")
    @Tag("M-04")
    @DisplayName("nodes that add to the same days while others fold lose nothing and do not block each other")
    void parallelAdditionsAddUp() {
        UsageKey[] keys = {on(APP, MONDAY), on(APP, TUESDAY), on(OTHER, MONDAY)};
        Instant later = NOW.plus(Duration.ofDays(3));
        Race.of(
                16,
                thread -> IntStream.rangeClosed(1, 10)
                        .filter(sequence -> add("node " + thread, sequence, keys) && usage().fold(later))
                        .count());
        foldAll(later);
        for (UsageGrain grain : UsageGrain.values()) {
            assertThat(total(grain)).as("%s", grain).isEqualTo(16 * 10 * 2 * 15);
        }
        assertThat(usage().total(APP)).isEqualTo(16 * 10 * 2 * 15);
        assertThat(usage().total(OTHER)).isEqualTo(16 * 10 * 15);
    }

    @Test
    @Tag("M-04")
    @DisplayName("whatever is added and folded when, minutes, hours and days have the same sums at every moment")
    void allGrainsHaveTheSameSums() {
        Random random = new Random(9);
        long expected = 0;
        for (int step = 1; step <= 60; step++) {
            Instant now = NOW.plus(Duration.ofMinutes(step * 40L));
            Instant minute = now.minus(Duration.ofMinutes(random.nextInt(36 * 60)));
            add("node", step, key(APP, random.nextBoolean() ? ACME : BELL, "r" + random.nextInt(3), minute));
            expected += ALL_KINDS.total();
            if (random.nextInt(3) == 0) {
                foldAll(now);
            }
            for (UsageGrain grain : UsageGrain.values()) {
                assertThat(total(grain)).as("%s after step %s", grain, step).isEqualTo(expected);
            }
            assertThat(usage().total(APP)).isEqualTo(expected);
        }
    }

    @Test
    @Tag("M-05")
    @DisplayName("counts that come when their hour and day are closed are added to their minute, hour and day")
    void lateCountsAreAdded() {
        add("node", 1, key(NOW));
        foldAll(NOW.plus(Duration.ofDays(2)));
        add("node", 2, key(NOW), key(NOW.plusSeconds(60)));
        foldAll(NOW.plus(Duration.ofDays(3)));
        assertThat(sums(UsageGrain.MINUTE, Set.of()))
                .containsExactly(sum(NOW, null, null, 2), sum(NOW.plusSeconds(60), null, null, 1));
        assertThat(sums(UsageGrain.HOUR, Set.of())).containsExactly(sum(NOW, null, null, 3));
        assertThat(usage().days(APP, MONDAY, MONDAY)).isEqualTo(Map.of(MONDAY, times(3)));
        assertThat(sums(UsageGrain.DAY, Set.of(UsageGroup.ROUTE)))
                .containsExactly(sum(UsageGrain.DAY.start(NOW), null, "read", 3));
    }

    @Test
    void permitsAreSummedPerCompanyBeforeAndAfterAnHourIsFolded() {
        add("node", 1, key(NOW), key(APP, ACME, "write", NOW), key(OTHER, BELL, "read", NOW.plusSeconds(3_540)));
        add("node", 2, key(NOW.minusSeconds(60)), key(NOW.plusSeconds(3_600)));
        Map<CompanyId, Long> permits = Map.of(ACME, 12L, BELL, 6L);
        assertThat(usage().permits(NOW.plusSeconds(99))).isEqualTo(permits);
        foldAll(NOW.plus(Duration.ofDays(1)));
        assertThat(usage().permits(NOW)).isEqualTo(permits);
        assertThat(usage().permits(NOW.plus(Duration.ofHours(2)))).isEmpty();
    }

    @Test
    @Tag("A-133")
    @DisplayName("purging deletes minutes after 48 hours, hours after 90 days and days after three years, in batches")
    void purgingIsBounded() {
        UsageKey[] minutes = IntStream.range(0, 5)
                .mapToObj(i -> key(NOW.plusSeconds(60L * i)))
                .toArray(UsageKey[]::new);
        add("node", 1, minutes);
        Instant end = NOW.plus(UsageGrain.MINUTE.kept()).plus(Duration.ofMinutes(5));
        foldAll(end);
        usage().add("young", 1, counts(key(end)), end);
        assertThat(usage().purge(NOW.plus(UsageGrain.MINUTE.kept()), 3)).isZero();
        assertThat(usage().purge(end, 3)).isEqualTo(3);
        assertThat(usage().purge(end, 3)).isEqualTo(2);
        assertThat(usage().purge(end, 3)).isZero();
        assertThat(total(UsageGrain.MINUTE)).isEqualTo(15);
        assertThat(total(UsageGrain.HOUR)).isEqualTo(90);
        Instant yearsLater = end.plus(UsageGrain.DAY.kept()).plus(Duration.ofDays(2));
        foldAll(yearsLater);
        while (usage().purge(yearsLater, 10) > 0) {
            assertThat(usage().fold(yearsLater)).isFalse();
        }
        assertThat(usage().total(APP)).isZero();
    }

    @Test
    void aNodeThatWasForgottenContinuesCounting() {
        add("node", 1, on(APP, MONDAY));
        usage().purge(NOW.plus(UsageStore.LEDGER_LIFETIME).plus(Duration.ofSeconds(1)), 10);
        assertThat(add("node", 2, on(OTHER, MONDAY))).isTrue();
        assertThat(add("node", 2, on(OTHER, MONDAY))).isFalse();
        assertThat(usage().total(OTHER)).isEqualTo(15);
    }

    private boolean add(String node, long sequence, UsageKey... keys) {
        return usage().add(node, sequence, counts(keys), NOW);
    }

    private void foldAll(Instant now) {
        while (usage().fold(now)) {
            assertThat(total(UsageGrain.DAY)).isEqualTo(total(UsageGrain.HOUR));
        }
    }

    private long total(UsageGrain grain) {
        return sums(grain, Set.of()).stream()
                .mapToLong(sum -> sum.counts().total())
                .sum();
    }

    private List<UsageSum> sums(UsageGrain grain, Set<UsageGroup> groups) {
        return sums(APP, grain, groups);
    }

    private List<UsageSum> sums(AppId app, UsageGrain grain, Set<UsageGroup> groups) {
        return usage().sums(new UsageQuery(
                app, grain, NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(9)), groups));
    }

    private static UsageSum sum(Instant start, @Nullable CompanyId company, @Nullable String route, int times) {
        return new UsageSum(start, Optional.ofNullable(company), Optional.ofNullable(route), times(times));
    }

    private static UsageCounts times(int times) {
        return new UsageCounts(times, 2L * times, 3L * times, 4L * times, 5L * times, 6L * times);
    }

    private static UsageKey on(AppId app, LocalDate day) {
        return key(app, ACME, "read", day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static UsageKey key(Instant minute) {
        return key(APP, ACME, "read", minute);
    }

    private static UsageKey key(AppId app, CompanyId company, String route, Instant minute) {
        return new UsageKey(app, company, route, UsageGrain.MINUTE.start(minute));
    }

    private static SortedMap<UsageKey, UsageCounts> counts(UsageKey... keys) {
        SortedMap<UsageKey, UsageCounts> counts = new TreeMap<>();
        for (UsageKey key : keys) {
            counts.put(key, ALL_KINDS);
        }
        return counts;
    }
}
