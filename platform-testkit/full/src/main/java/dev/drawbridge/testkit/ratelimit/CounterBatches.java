package dev.drawbridge.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a batch of demands gets. Part of {@link CounterStoreContract}. */
abstract class CounterBatches {

    /** Counters of one demand are of one group. */
    private static final String GROUP = ":{co_1}";

    private static final Instant HOUR = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");

    abstract CounterStore counters();

    /** Up to which number counters are exact. */
    abstract long exactUpTo();

    @Test
    @DisplayName("each counter is judged by itself, and results come in the order of the demands")
    void judgeEachCounter() {
        take(demand(4, 1, limit("b", 5)));

        assertThat(take(demand(5, 1, limit("c", 5)), demand(3, 1, limit("b", 5)), demand(1, 2, limit("a", 5))))
                .containsExactly(result(5, 5), result(1, 5), result(1, 2));
        assertThat(take(demand(1, 1, limit("a", 5)), demand(1, 1, limit("b", 5))))
                .containsExactly(result(1, 3), result(0, 5));
    }

    @Test
    @DisplayName("a call gets all that it costs or nothing")
    void grantWholeCalls() {
        take(demand(3, 1, limit("a", 10)));

        assertThat(take(demand(1, 8, limit("a", 10)))).containsExactly(result(0, 3));
        assertThat(take(demand(3, 3, limit("a", 10)))).containsExactly(result(2, 9));
        assertThat(take(demand(1, 3, limit("a", 10)))).containsExactly(result(0, 9));
        assertThat(take(demand(9, 1, limit("a", 10)))).containsExactly(result(1, 10));
    }

    @Test
    @DisplayName("a call that costs more than the limit takes nothing, of a new counter either")
    void refuseWhatNeverFits() {
        assertThat(take(demand(2, 6, limit("a", 5)), demand(1, 1, limit("b", 0))))
                .containsExactly(result(0, 0), result(0, 0));
        assertThat(take(demand(1, 6, limit("a", 5), limit("c", 9)))).containsExactly(result(0, 0, 0));
        assertThat(take(demand(1, 5, limit("a", 5)))).containsExactly(result(1, 5));
    }

    @Test
    @DisplayName("windows of one key are counters of their own")
    void tellWindowsApart() {
        CounterLimit day = new CounterLimit(window("a" + GROUP, DAY), 9);

        assertThat(take(demand(1, 1, limit("a", 5)), demand(2, 1, day))).containsExactly(result(1, 1), result(2, 2));
        assertThat(take(demand(1, 1, limit("a", 5), day))).containsExactly(result(1, 2, 3));
    }

    @Test
    @DisplayName("a call of several counters takes of all or of none")
    void takeOfAllOrNone() {
        assertThat(take(demand(5, 1, limit("day", 10), limit("hour", 3)))).containsExactly(result(3, 3, 3));
        assertThat(take(demand(1, 1, limit("hour", 3), limit("day", 10)))).containsExactly(result(0, 3, 3));
        assertThat(take(demand(4, 2, limit("day", 10), limit("app", 5)))).containsExactly(result(2, 7, 4));
    }

    @Test
    @DisplayName("a demand sees what those before it took, whatever its cost and limit")
    void decideInOrder() {
        assertThat(take(demand(1, 3, limit("a", 5)), demand(1, 3, limit("a", 5)), demand(3, 1, limit("a", 5))))
                .containsExactly(result(1, 3), result(0, 3), result(2, 5));
        assertThat(take(demand(3, 1, limit("b", 2)), demand(3, 1, limit("b", 4))))
                .containsExactly(result(2, 2), result(2, 4));
        assertThat(take(
                        demand(3, 1, limit("c", 9), limit("d", 2)),
                        demand(1, 1, limit("d", 2)),
                        demand(9, 1, limit("e", 20), limit("c", 9))))
                .containsExactly(result(2, 2, 2), result(0, 2), result(7, 7, 9));
    }

    @Test
    @Tag("R-11")
    @DisplayName("a counter that is beyond a lower limit stays where it is")
    void neverFall() {
        take(demand(5, 1, limit("a", 5)));

        assertThat(take(demand(1, 1, limit("a", 2)))).containsExactly(result(0, 5));
        assertThat(take(demand(1, 1, limit("a", 2), limit("b", 2)))).containsExactly(result(0, 5, 0));
        assertThat(take(demand(2, 1, limit("a", 6)))).containsExactly(result(1, 6));
    }

    @Test
    @DisplayName("the largest batch is decided, be its counters all different or all the same")
    void mayBeLarge() {
        List<CounterDemand> different = IntStream.range(0, CounterStore.MAX_DEMANDS)
                .mapToObj(i -> demand(1, 1, limit("k" + i, 1)))
                .toList();
        assertThat(counters().take(different)).hasSize(CounterStore.MAX_DEMANDS).containsOnly(result(1, 1));

        List<CounterDemand> same = IntStream.range(0, CounterStore.MAX_DEMANDS)
                .mapToObj(i -> demand(1, 1, limit("same", 200), limit("k" + i, 2)))
                .toList();
        assertThat(counters().take(same).stream()
                        .mapToInt(CounterResult::granted)
                        .sum())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("numbers may be as large as their types allow")
    void mayHaveLargeNumbers() {
        int calls = (int) Math.min(Integer.MAX_VALUE, exactUpTo() / Integer.MAX_VALUE);
        long most = (long) calls * Integer.MAX_VALUE;

        assertThat(take(demand(calls, Integer.MAX_VALUE, limit("a", Long.MAX_VALUE))))
                .containsExactly(result(calls, most));
        assertThat(take(demand(1, 1, limit("a", Long.MAX_VALUE), limit("b", Long.MAX_VALUE))))
                .containsExactly(result(1, most + 1, 1));
    }

    @Test
    @DisplayName("keys may have any characters")
    void mayHaveAnyKey() {
        List<String> keys = List.of("a,b", "}a", "\"a\"", "'a'", "a\\b", "NULL", " ", "a:b", "ключ", "\uD83D\uDD11");
        for (int used = 1; used <= 2; used++) {
            assertThat(counters()
                            .take(keys.stream()
                                    .map(key -> demand(1, 1, limit(key, 2)))
                                    .toList()))
                    .containsOnly(result(1, used));
        }
        assertThat(take(demand(2, 1, keys.stream().map(key -> limit(key, 3)).toArray(CounterLimit[]::new))))
                .containsExactly(
                        new CounterResult(1, keys.stream().map(key -> 3L).toList()));
    }

    @Test
    @Tag("R-23")
    @DisplayName("a batch while others purge loses no permit of its window")
    void surviveAPurge() {
        RandomBatches batches = new RandomBatches(counters(), 400);
        CounterStore purging = counters();
        List<Long> sums = RandomBatches.race(4, batches, thread -> {
            for (int i = 0; i < 100; i++) {
                counters().add(window("old" + thread + "-" + i, DAY.minus(Duration.ofDays(9))), 1);
                purging.purge(DAY.minus(Duration.ofDays(2)), 10);
            }
        });

        batches.assertExact(sums);
    }

    @Test
    @Tag("R-03")
    @Tag("R-23")
    @DisplayName(
            "64 threads whose batches share counters in any order never wait in a circle, and each counter says what was granted")
    void areExactUnderRaces() {
        RandomBatches batches = new RandomBatches(counters(), 1_500);

        batches.assertExact(RandomBatches.race(64, batches, thread -> {}));
    }

    private List<CounterResult> take(CounterDemand... demands) {
        return counters().take(List.of(demands));
    }

    static CounterDemand demand(int calls, int cost, CounterLimit... limits) {
        return new CounterDemand(List.of(limits), cost, calls);
    }

    static CounterLimit limit(String key, long limit) {
        return new CounterLimit(window(key + GROUP, HOUR), limit);
    }

    static CounterWindow window(String key, Instant start) {
        return new CounterWindow(key, start, start.plus(Duration.ofDays(2)));
    }

    private static CounterResult result(int granted, long... used) {
        return new CounterResult(granted, Arrays.stream(used).boxed().toList());
    }

    static Stream<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i);
    }
}
