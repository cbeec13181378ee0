package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the counter keeps to while calls give up, are interrupted, and statements fail. */
class CombiningCounterFaultsTest {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int WINDOWS = 3;

    private final HeldStore store = new HeldStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @Tag("R-03")
    @Tag("R-05")
    @DisplayName(
            "whatever calls give up and statements fail, of whatever windows and limits: nobody gets what was not counted, and what is left is granted")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isExact(long seed) {
        int lowest = 200 + new Random(seed).nextInt(2_000);
        int highest = lowest + 500;
        AtomicInteger failed = new AtomicInteger();
        List<CombiningCounter> nodes = IntStream.range(0, 3)
                .mapToObj(node -> new CombiningCounter(store, 12, Duration.ofNanos(200_000)))
                .toList();
        List<Map<CounterWindow, Integer>> admitted = Race.of(24, thread -> {
            Random random = new Random(seed * 31 + thread);
            Map<CounterWindow, Integer> sums = new HashMap<>();
            for (int call = 0; call < 300; call++) {
                int limit = call < 150 ? lowest : highest;
                PermitWish wish = wish(random, limit);
                store.down = random.nextInt(20) == 0;
                try {
                    if (nodes.get(thread % 3).take(wish).granted()) {
                        wish.limits().forEach(each -> sums.merge(each.window(), wish.cost(), Integer::sum));
                    }
                } catch (StoreUnavailableException e) {
                    failed.incrementAndGet();
                }
            }
            return sums;
        });
        store.down = false;

        assertThat(failed).hasPositiveValue();
        CombiningCounter patient = new CombiningCounter(store, 100, HeldStore.PATIENCE);
        for (int i = 0; i < WINDOWS; i++) {
            CounterWindow window = window(i);
            int sum = admitted.stream()
                    .mapToInt(sums -> sums.getOrDefault(window, 0))
                    .sum();
            int used = Math.toIntExact(store.used(Set.of(window)).getOrDefault(window, 0L));
            assertThat(used).isBetween(sum, highest);
            if (used < highest) {
                assertThat(patient.take(new PermitWish(List.of(new CounterLimit(window, highest)), highest - used))
                                .granted())
                        .isTrue();
            }
            assertThat(patient.take(new PermitWish(List.of(new CounterLimit(window, highest)), 1))
                            .granted())
                    .isFalse();
        }
        nodes.forEach(node -> {
            node.take(wish(new Random(seed), 1));
            assertThat(node.waiting()).as("calls that gave up").isZero();
        });
    }

    private static PermitWish wish(Random random, int limit) {
        int first = random.nextInt(WINDOWS);
        List<CounterLimit> limits = new ArrayList<>(List.of(new CounterLimit(window(first), limit)));
        if (random.nextInt(3) == 0) {
            limits.add(new CounterLimit(window((first + 1) % WINDOWS), limit));
        }
        return new PermitWish(limits, 1 + random.nextInt(9));
    }

    @Test
    @DisplayName("an error of the store fails every call of the statement at that moment, and the next calls try again")
    void survivesErrors() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, HeldStore.PATIENCE);
        List<Future<PermitResult>> calls = heldCalls(counter, 3);
        store.error = new OutOfMemoryError("of the test");
        store.open();

        assertThatThrownBy(() -> calls.get(0).get()).hasCauseInstanceOf(OutOfMemoryError.class);
        for (Future<PermitResult> waiting : calls.subList(1, 4)) {
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(StoreUnavailableException.class)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
        }
        store.error = null;
        assertThat(counter.take(one("a"))).isEqualTo(PermitResult.counted(true, List.of(1L)));
    }

    @Test
    @DisplayName("a statement that the store refuses is told as that, to every call by an exception of its own")
    void tellsRefusedStatements() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, HeldStore.PATIENCE);
        List<Future<PermitResult>> calls = heldCalls(counter, 2);
        store.refusal = new StoreFailedException("refused", new IllegalStateException());
        store.open();

        List<Throwable> causes = new ArrayList<>();
        for (Future<PermitResult> call : calls) {
            assertThatThrownBy(call::get)
                    .hasCauseInstanceOf(StoreFailedException.class)
                    .satisfies(failure -> causes.add(failure.getCause()));
        }
        assertThat(causes).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "a call that is interrupted while it waits gives up and stays interrupted, and the others get their permits")
    void givesUpWhenInterrupted() throws Exception {
        CombiningCounter counter = new CombiningCounter(store, 100, HeldStore.PATIENCE);
        List<Future<PermitResult>> before = heldCalls(counter, 1);
        Thread[] thread = new Thread[1];
        Future<Boolean> interrupted = threads.submit(() -> {
            thread[0] = Thread.currentThread();
            assertThatThrownBy(() -> counter.take(one("a"))).isInstanceOf(StoreUnavailableException.class);
            return Thread.interrupted();
        });
        HeldStore.until(() -> counter.waiting() == 2);
        Future<PermitResult> after = threads.submit(() -> counter.take(one("a")));
        HeldStore.until(() -> counter.waiting() == 3);
        thread[0].interrupt();

        assertThat(interrupted.get()).isTrue();
        store.open();
        for (Future<PermitResult> call : before) {
            assertThat(call.get().granted()).isTrue();
        }
        assertThat(after.get()).as("the third of the four").isEqualTo(PermitResult.counted(true, List.of(3L)));
        assertThat(counter.waiting()).isZero();
    }

    @Test
    @DisplayName("a call that meets no other sends its statement on its own thread, interrupted or not")
    void needsNoOtherThread() {
        CombiningCounter counter = new CombiningCounter(store, 0, Duration.ZERO);
        Thread.currentThread().interrupt();
        try {
            store.ignoresGate = true;
            assertThat(counter.take(one("a")).granted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.lastThread).isSameAs(Thread.currentThread());
    }

    /** One call whose statement is held, and some that wait behind it. */
    private List<Future<PermitResult>> heldCalls(CombiningCounter counter, int waiting) {
        store.close();
        List<Future<PermitResult>> calls = new ArrayList<>();
        for (int i = 0; i <= waiting; i++) {
            calls.add(threads.submit(() -> counter.take(one("a"))));
            store.awaitTakes(1);
            int before = i;
            HeldStore.until(() -> counter.waiting() == before);
        }
        return calls;
    }

    private static PermitWish one(String key) {
        return new PermitWish(
                List.of(new CounterLimit(new CounterWindow(key, START, START.plusSeconds(7_200)), 10)), 1);
    }

    private static CounterWindow window(int number) {
        Instant start = START.plus(Duration.ofHours(number));
        return new CounterWindow("a", start, start.plus(Duration.ofHours(2)));
    }
}
