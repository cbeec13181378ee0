package dev.drawbridge.core.internal.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps the log readable while something fails for every request: the first failure is logged, then one every 10 s, with
 * the number of those in between. Thread-safe.
 */
public final class OnceInAWhile {

    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final AtomicLong last;
    private final AtomicLong leftOut = new AtomicLong();

    /** Makes one whose first turn is due. */
    public OnceInAWhile() {
        this(System::nanoTime);
    }

    /** Makes one with another source of elapsed time. */
    OnceInAWhile(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = new AtomicLong(nanos.getAsLong() - PAUSE_NANOS);
    }

    /**
     * Logs a failure if it is time to, otherwise counts it.
     *
     * @param line writes the line; gets how many were left out since the last one
     */
    public void log(LongConsumer line) {
        long now = nanos.getAsLong();
        long before = last.get();
        if (now - before >= PAUSE_NANOS && last.compareAndSet(before, now)) {
            line.accept(leftOut.getAndSet(0));
        } else {
            leftOut.incrementAndGet();
        }
    }
}
