package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.OutageMode;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResilientCounterTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Instant START = SettableClock.START;
    private static final CounterWindow HOUR = window("hour", Duration.ofHours(1));
    private static final CounterWindow DAY = window("day", Duration.ofDays(1));

    private final HeldStore store = new HeldStore();
    private final Ticking clock = new Ticking();
    private final ResilientCounter counter = counter(3);

    @Test
    @Tag("R-18")
    @DisplayName("while the counters are available, a call gets what they say")
    void isTransparent() {
        assertThat(take(1, OutageMode.CLOSED)).isEqualTo(new PermitResult(true, List.of(1L), false));
        assertThat(counter.take(wish(5, HOUR, 5), OutageMode.OPEN))
                .isEqualTo(new PermitResult(false, List.of(1L), false));
    }

    @Test
    @Tag("R-18")
    @DisplayName("CLOSED refuses calls as unavailable, and after the first failure without asking the store")
    void closed() {
        store.down = true;
        assertThatThrownBy(() -> take(1, OutageMode.CLOSED)).isInstanceOf(StoreUnavailableException.class);
        int asked = store.takes.get();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> take(1, OutageMode.CLOSED)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(store.takes).hasValue(asked);
        assertThat(used(HOUR)).isZero();
        assertThat(counter.inOutage()).isTrue();
        recover();
        assertThat(take(1, OutageMode.CLOSED).granted()).isTrue();
        assertThat(counter.inOutage()).isFalse();
    }

    @Test
    @Tag("R-18")
    @DisplayName("OPEN admits every call, says so, and counts it afterwards, once")
    void open() {
        take(1, OutageMode.OPEN);
        store.down = true;
        for (int i = 1; i <= 12; i++) {
            assertThat(take(1, OutageMode.OPEN)).isEqualTo(new PermitResult(true, List.of((long) i), true));
        }
        recover();

        // 1 before, 12 meanwhile; the call that tries is the last that the store grants by its own count.
        assertThat(take(1, OutageMode.OPEN).degraded()).isFalse();
        assertThat(take(1, OutageMode.OPEN)).isEqualTo(new PermitResult(false, List.of(14L), false));
        counter.job().runOnce();
        assertThat(used(HOUR)).isEqualTo(14);
    }

    @Test
    @Tag("R-18")
    @DisplayName("LOCAL_SHARE admits this node's share of the limit, rounded up, and tells what remains of it")
    void localShare() {
        store.down = true;
        for (int remaining = 3; remaining >= 0; remaining--) {
            assertThat(take(1, OutageMode.LOCAL_SHARE))
                    .as("10 permits by 3 nodes")
                    .isEqualTo(new PermitResult(true, List.of(10L - remaining), true));
        }
        assertThat(take(1, OutageMode.LOCAL_SHARE)).isEqualTo(new PermitResult(false, List.of(10L), true));
        assertThat(counter.take(wish(1, DAY, 1), OutageMode.LOCAL_SHARE).granted())
                .as("a share is at least 1")
                .isTrue();
        assertThat(counter.take(wish(1, window("none", Duration.ofHours(1)), 0), OutageMode.LOCAL_SHARE)
                        .granted())
                .isFalse();
    }

    @Test
    @Tag("R-18")
    @DisplayName("a share is given once in a window, however often the store goes and comes back")
    void aShareIsGivenOnce() {
        store.down = true;
        IntStream.range(0, 4).forEach(i -> take(1, OutageMode.LOCAL_SHARE));
        recover();
        counter.take(wish(1, DAY, 9), OutageMode.LOCAL_SHARE);
        counter.job().runOnce();
        assertThat(used(HOUR)).isEqualTo(4);
        store.down = true;

        assertThat(take(1, OutageMode.LOCAL_SHARE).granted()).isFalse();
        recover();
        counter.take(wish(1, DAY, 9), OutageMode.LOCAL_SHARE);
        counter.job().runOnce();
        assertThat(used(HOUR))
                .as("nothing was admitted that could be counted again")
                .isEqualTo(4);
    }

    @Test
    @Tag("R-18")
    @DisplayName("during an outage, too, a call of several counters counts in all or in none")
    void sharesAreAllOrNothing() {
        store.down = true;
        PermitWish both = new PermitWish(List.of(new CounterLimit(DAY, 30), new CounterLimit(HOUR, 3)), 1);
        assertThat(counter.take(both, OutageMode.LOCAL_SHARE).granted()).isTrue();
        assertThat(counter.take(both, OutageMode.LOCAL_SHARE))
                .isEqualTo(new PermitResult(false, List.of(21L, 3L), true));
    }

    @Test
    @Tag("R-18")
    @DisplayName("64 threads get no more than the share")
    void sharesAreExact() {
        store.down = true;
        ResilientCounter alone = counter(1);
        List<Integer> granted = Race.of(64, thread -> (int) IntStream.range(0, 10)
                .filter(i ->
                        alone.take(wish(1, HOUR, 333), OutageMode.LOCAL_SHARE).granted())
                .count());
        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(333);
    }

    @Test
    @Tag("R-18")
    @DisplayName("after the pause one call tries; if it succeeds all calls go to the store again")
    void recovers() {
        store.down = true;
        take(1, OutageMode.OPEN);
        int asked = store.takes.get();
        clock.pass(PAUSE.minusNanos(1));
        take(1, OutageMode.OPEN);
        assertThat(store.takes).hasValue(asked);
        clock.pass(Duration.ofNanos(1));
        take(1, OutageMode.OPEN);
        take(1, OutageMode.OPEN);
        assertThat(store.takes).as("one tried in vain").hasValue(asked + 1);

        recover();
        assertThat(take(1, OutageMode.OPEN).degraded()).isFalse();
        assertThat(take(1, OutageMode.OPEN).degraded()).isFalse();
    }

    @Test
    @Tag("R-05")
    @Tag("R-18")
    @DisplayName("a report whose outcome is unknown is not repeated: nothing is counted twice")
    void neverReportsTwice() {
        store.down = true;
        take(3, OutageMode.OPEN);
        recover();
        counter.take(wish(1, DAY, 9), OutageMode.OPEN);
        store.failsAfterAdding = true;
        assertThatThrownBy(() -> counter.job().runOnce()).isInstanceOf(StoreUnavailableException.class);
        store.failsAfterAdding = false;
        recover();
        counter.take(wish(1, DAY, 9), OutageMode.OPEN);
        counter.job().runOnce();

        assertThat(used(HOUR)).isEqualTo(3);
    }

    @Test
    @Tag("R-18")
    @DisplayName("what was admitted in a window that expired meanwhile is not reported")
    void forgetsOldWindows() {
        store.down = true;
        take(1, OutageMode.OPEN);
        counter.take(wish(1, DAY, 5), OutageMode.OPEN);
        clock.advance(Duration.ofHours(2));
        recover();
        CounterWindow later = new CounterWindow("hour", START.plusSeconds(7200), START.plusSeconds(14_400));
        counter.take(wish(1, later, 9), OutageMode.OPEN);
        counter.job().runOnce();

        assertThat(used(HOUR)).isZero();
        assertThat(used(DAY)).isEqualTo(1);
    }

    @Test
    @Tag("R-19")
    @DisplayName("while a statement is stuck no other call waits for it, and its end ends the outage")
    void doesNotWaitForAStuckStatement() throws Exception {
        ResilientCounter impatient = new ResilientCounter(
                store, clock, () -> 1, new ResilientCounter.Waits(100, Duration.ofMillis(20), PAUSE));
        store.close();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<PermitResult> stuck = threads.submit(() -> impatient.take(wish(1, HOUR, 10), OutageMode.OPEN));
            store.awaitTakes(1);
            // The first waits for its patience; then the breaker keeps calls away, and after its pause the statement
            // does.
            assertThat(impatient.take(wish(1, HOUR, 10), OutageMode.OPEN).degraded())
                    .isTrue();
            clock.pass(PAUSE);
            assertThat(impatient.take(wish(1, HOUR, 10), OutageMode.OPEN).degraded())
                    .isTrue();
            assertThat(store.takes).hasValue(1);

            store.open();
            assertThat(stuck.get().degraded()).isFalse();
            assertThat(impatient.take(wish(1, HOUR, 10), OutageMode.OPEN))
                    .isEqualTo(new PermitResult(true, List.of(4L), false));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "beyond its room a node counts no further counter: OPEN admits, LOCAL_SHARE refuses, old windows make room")
    void isBounded() {
        LocalCounts counts = new LocalCounts(1);
        assertThat(counts.share(wish(1, HOUR, 9), 1, START).granted()).isTrue();
        assertThat(counts.share(wish(1, DAY, 9), 1, START).granted()).isFalse();
        assertThat(counts.admit(wish(1, DAY, 9), START).granted()).isTrue();
        assertThat(counts.share(wish(1, HOUR, 9), 1, START).granted()).isTrue();
        assertThat(counts.waiting(9, START)).containsExactly(HOUR);
        assertThat(counts.share(wish(1, DAY, 9), 1, HOUR.expiresAt()).granted()).isTrue();
    }

    private ResilientCounter counter(int nodes) {
        return new ResilientCounter(
                store, clock, () -> nodes, new ResilientCounter.Waits(1_000, Duration.ofSeconds(20), PAUSE));
    }

    private PermitResult take(int cost, OutageMode mode) {
        return counter.take(wish(cost, HOUR, 10), mode);
    }

    private void recover() {
        store.down = false;
        clock.pass(PAUSE);
    }

    private long used(CounterWindow window) {
        return store.counters.used(Set.of(window)).getOrDefault(window, 0L);
    }

    private static PermitWish wish(int cost, CounterWindow window, long limit) {
        return new PermitWish(List.of(new CounterLimit(window, limit)), cost);
    }

    private static CounterWindow window(String key, Duration length) {
        return new CounterWindow(key, START, START.plus(length.multipliedBy(2)));
    }
}
