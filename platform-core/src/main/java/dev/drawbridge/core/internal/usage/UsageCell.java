package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.spi.CallOutcome;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that began in one minute on this node, of one app for one company to one route. Counting is thread-safe and
 * without contention; {@link #take} and {@link #idle} are the flusher's alone.
 */
final class UsageCell {

    private static final int OUTCOMES = CallOutcome.values().length;
    private static final int PERMITS = OUTCOMES;

    private final LongAdder opened = new LongAdder();
    private final LongAdder[] counted = new LongAdder[OUTCOMES + 1];
    private final long[] taken = new long[OUTCOMES + 1];
    private volatile boolean retired;

    UsageCell() {
        for (int i = 0; i < counted.length; i++) {
            counted[i] = new LongAdder();
        }
    }

    /** Returns a call to count here, or null if this cell is retired: then another one counts it. */
    @Nullable
    OpenUsage open() {
        opened.increment();
        // Looked at after the increment, as retire is before idle: so the taker knows of this call, or the call of the
        // end.
        if (retired) {
            opened.decrement();
            return null;
        }
        return new OpenUsage(this);
    }

    /** Lets no more calls begin here. */
    void retire() {
        retired = true;
    }

    void count(CallOutcome outcome) {
        counted[outcome.ordinal()].increment();
    }

    void countPermits(int permits) {
        counted[PERMITS].add(permits);
    }

    /** Returns what was counted since the last call. Adders only grow, so nothing is lost or taken twice. */
    UsageCounts take() {
        long[] delta = new long[counted.length];
        for (int i = 0; i < counted.length; i++) {
            long sum = counted[i].sum();
            delta[i] = sum - taken[i];
            taken[i] = sum;
        }
        return new UsageCounts(
                delta[CallOutcome.OK.ordinal()],
                delta[CallOutcome.CLIENT_ERROR.ordinal()],
                delta[CallOutcome.DENIED.ordinal()],
                delta[CallOutcome.RATE_LIMITED.ordinal()],
                delta[CallOutcome.SERVER_ERROR.ordinal()],
                delta[PERMITS]);
    }

    /** Tells whether every call that was opened here is closed and taken. */
    boolean idle() {
        long sum = 0;
        for (int i = 0; i < OUTCOMES; i++) {
            sum += taken[i];
        }
        return sum == opened.sum();
    }
}
