package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.MemoryCounterStore;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombiningCounterTest {

    private static final Instant WINDOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration PATIENCE = HeldStore.PATIENCE;

    private final HeldStore store = new HeldStore();

    @Test
    @DisplayName("calls that come while a statement is in flight share the next one, and get their permits in order")
    void combines() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, PATIENCE);
        store.close();
        try (Callers callers = new Callers()) {
            Future<PermitResult> first = callers.call(() -> counter.take(wish("a", 10, 1)));
            store.awaitTakes(1);
            List<Future<PermitResult>> waiting = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                waiting.add(callers.call(() -> counter.take(wish("a", 10, 1))));
                awaitWaiting(counter, i + 1);
            }
            Future<PermitResult> other = callers.call(() -> counter.take(wish("b", 10, 1)));
            awaitWaiting(counter, 13);
            store.open();

            assertThat(first.get()).isEqualTo(result(true, 1));
            assertThat(other.get()).isEqualTo(result(true, 1));
            for (int i = 0; i < 12; i++) {
                assertThat(waiting.get(i).get()).isEqualTo(i < 9 ? result(true, i + 2) : result(false, 10));
            }
        }
        assertThat(store.takes.get()).isEqualTo(2);
    }

    @Test
    @Tag("R-20")
    @DisplayName("five hundred calls of one company that come during a statement cost one more, and one demand")
    void statementsDoNotGrowWithLoad() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 1_000, PATIENCE);
        store.close();
        try (Callers callers = new Callers()) {
            Future<PermitResult> first = callers.call(() -> counter.take(wish("a", 1_000, 1)));
            store.awaitTakes(1);
            List<Future<PermitResult>> waiting = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                waiting.add(callers.call(() -> counter.take(wish("a", 1_000, 1))));
            }
            awaitWaiting(counter, 500);
            store.open();
            assertThat(first.get().granted()).isTrue();
            for (Future<PermitResult> call : waiting) {
                assertThat(call.get().granted()).isTrue();
            }
        }
        assertThat(store.takes.get()).isEqualTo(2);
        assertThat(store.demands.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("a dear call that no longer fits takes nothing from the cheap ones behind it")
    void takesAllOrNothing() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, PATIENCE);
        counter.take(wish("a", 10, 7));
        store.close();
        try (Callers callers = new Callers()) {
            callers.call(() -> counter.take(wish("b", 10, 1)));
            store.awaitTakes(2);
            Future<PermitResult> dear = callers.call(() -> counter.take(wish("a", 10, 4)));
            awaitWaiting(counter, 1);
            Future<PermitResult> cheap = callers.call(() -> counter.take(wish("a", 10, 2)));
            awaitWaiting(counter, 2);
            store.open();

            assertThat(dear.get().granted()).isFalse();
            assertThat(cheap.get()).isEqualTo(result(true, 9));
        }
    }

    @ParameterizedTest
    @Tag("R-03")
    @DisplayName(
            "whatever threads, nodes, costs and limits: what is admitted is never more than the limit, and a call that fits is never refused")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isExact(long seed) throws Exception {
        Random random = new Random(seed);
        int limit = 1 + random.nextInt(2_000);
        int dearest = 1 + random.nextInt(Math.min(limit, 50));
        int keys = 1 + random.nextInt(4);
        MemoryCounterStore shared = new MemoryCounterStore();
        List<CombiningCounter> nodes = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(node -> new CombiningCounter(shared, 1_000, PATIENCE))
                .toList();

        List<int[]> admitted = Race.of(16, thread -> {
            Random own = new Random(seed * 31 + thread);
            int[] sums = new int[keys];
            for (int call = 0; call < 400; call++) {
                int key = own.nextInt(keys);
                int cost = 1 + own.nextInt(dearest);
                PermitResult result = nodes.get(thread % nodes.size()).take(wish("k" + key, limit, cost));
                sums[key] += result.granted() ? cost : 0;
                assertThat(result.used().get(0)).isBetween(0L, (long) limit);
            }
            return sums;
        });

        for (int key = 0; key < keys; key++) {
            int id = key;
            int sum = admitted.stream().mapToInt(sums -> sums[id]).sum();
            int left = limit - sum;
            assertThat(left).isNotNegative();
            if (left > 0) {
                assertThat(nodes.get(0).take(wish("k" + key, limit, left)).granted())
                        .isTrue();
            }
            assertThat(nodes.get(0).take(wish("k" + key, limit, 1))).isEqualTo(result(false, limit));
        }
    }

    @Test
    @Tag("R-10")
    @DisplayName("a limit that rises while calls wait holds for the calls that came after")
    void followsTheLimit() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, PATIENCE);
        store.close();
        try (Callers callers = new Callers()) {
            callers.call(() -> counter.take(wish("b", 10, 1)));
            store.awaitTakes(1);
            List<Future<PermitResult>> before = new ArrayList<>();
            List<Future<PermitResult>> after = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                before.add(callers.call(() -> counter.take(wish("a", 2, 1))));
                awaitWaiting(counter, i + 1);
            }
            for (int i = 0; i < 3; i++) {
                after.add(callers.call(() -> counter.take(wish("a", 4, 1))));
                awaitWaiting(counter, i + 4);
            }
            store.open();

            assertThat(granted(before)).containsExactly(true, true, false);
            assertThat(granted(after)).containsExactly(true, true, false);
        }
    }

    @Test
    @Tag("R-18")
    @DisplayName("a store that fails fails every call of the statement, and the next calls try again")
    void tellsEveryCall() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, PATIENCE);
        store.close();
        try (Callers callers = new Callers()) {
            callers.call(() -> counter.take(wish("b", 10, 1)));
            store.awaitTakes(1);
            Future<PermitResult> one = callers.call(() -> counter.take(wish("a", 10, 1)));
            awaitWaiting(counter, 1);
            Future<PermitResult> two = callers.call(() -> counter.take(wish("a", 10, 1)));
            awaitWaiting(counter, 2);
            store.down = true;
            store.open();

            assertThatThrownBy(one::get).hasCauseInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(two::get).hasCauseInstanceOf(StoreUnavailableException.class);
            store.down = false;
            assertThat(counter.take(wish("a", 10, 1))).isEqualTo(result(true, 1));
        }
    }

    @Test
    @Tag("R-19")
    @DisplayName(
            "a slow store has one statement in flight; calls beyond the queue and calls whose time is up are told so")
    void isBounded() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 2, Duration.ofMillis(50));
        store.close();
        try (Callers callers = new Callers()) {
            Future<PermitResult> first = callers.call(() -> counter.take(wish("a", 10, 1)));
            store.awaitTakes(1);
            Future<PermitResult> late = callers.call(() -> counter.take(wish("a", 10, 1)));
            assertThatThrownBy(late::get).hasCauseInstanceOf(StoreUnavailableException.class);

            CombiningCounter narrow = new CombiningCounter(store, 1, PATIENCE);
            Future<PermitResult> leads = callers.call(() -> narrow.take(wish("c", 10, 1)));
            store.awaitTakes(2);
            Future<PermitResult> waits = callers.call(() -> narrow.take(wish("c", 10, 1)));
            awaitWaiting(narrow, 1);
            assertThatThrownBy(() -> narrow.take(wish("c", 10, 1)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Too many");
            store.open();

            assertThat(first.get().granted()).isTrue();
            assertThat(leads.get().granted()).isTrue();
            assertThat(waits.get().granted()).isTrue();
            assertThat(counter.take(wish("a", 10, 1)))
                    .as("the call that gave up before its statement took nothing")
                    .isEqualTo(result(true, 2));
        }
    }

    private static List<Boolean> granted(List<Future<PermitResult>> calls) throws Exception {
        List<Boolean> granted = new ArrayList<>();
        for (Future<PermitResult> call : calls) {
            granted.add(call.get().granted());
        }
        return granted;
    }

    private static void awaitWaiting(CombiningCounter counter, int calls) {
        HeldStore.until(() -> counter.waiting() >= calls);
    }

    private static PermitResult result(boolean granted, long used) {
        return PermitResult.counted(granted, List.of(used));
    }

    private static PermitWish wish(String key, int limit, int cost) {
        CounterWindow window = new CounterWindow(key, WINDOW, WINDOW.plus(Duration.ofHours(2)));
        return new PermitWish(List.of(new CounterLimit(window, limit)), cost);
    }

    /** Threads that call the counter. */
    private static final class Callers implements AutoCloseable {

        private final ExecutorService threads = Executors.newCachedThreadPool();

        Future<PermitResult> call(Callable<PermitResult> call) {
            return threads.submit(call);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
