package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.MemoryCounterStore;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store in memory whose statements can be held and fail. Thread-safe. */
final class HeldStore implements CounterStore {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final MemoryCounterStore counters = new MemoryCounterStore();
    final AtomicInteger takes = new AtomicInteger();
    final AtomicInteger demands = new AtomicInteger();
    volatile boolean down;
    volatile boolean failsAfterAdding;
    volatile boolean ignoresGate;
    volatile @Nullable Error error;
    volatile @Nullable RuntimeException refusal;
    volatile @Nullable Thread lastThread;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Statements that begin from now on wait. */
    void close() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    void awaitTakes(int count) {
        until(() -> takes.get() >= count);
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what the test waits for").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        lastThread = Thread.currentThread();
        takes.incrementAndGet();
        this.demands.addAndGet(demands.size());
        if (!ignoresGate) {
            awaitGate();
        }
        Error thrown = error;
        if (thrown != null) {
            throw thrown;
        }
        RuntimeException refused = refusal;
        if (refused != null) {
            throw refused;
        }
        requireUp(!down);
        return counters.take(demands);
    }

    @Override
    public void add(CounterWindow window, long permits) {
        requireUp(!down);
        counters.add(window, permits);
        requireUp(!failsAfterAdding);
    }

    @Override
    public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        return counters.used(windows);
    }

    @Override
    public int purge(Instant before, int limit) {
        return counters.purge(before, limit);
    }

    private void awaitGate() {
        try {
            if (!gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test did not open the gate");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireUp(boolean up) {
        if (!up) {
            throw new StoreUnavailableException("The test's store is down", new IllegalStateException());
        }
    }
}
