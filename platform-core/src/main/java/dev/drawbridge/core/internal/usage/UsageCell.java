package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.spi.CallOutcome;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of one app on one day on this node. Counting is thread-safe and without contention; {@link #take} and
 * {@link #idle} are the flusher's alone.
 */
final class UsageCell {

    private static final int OUTCOMES = CallOutcome.values().length;

    private final LongAdder opened = new LongAdder();
    private final LongAdder[] counted = new LongAdder[OUTCOMES];
    private final long[] taken = new long[OUTCOMES];

    UsageCell() {
        for (int i = 0; i < OUTCOMES; i++) {
            counted[i] = new LongAdder();
        }
    }

    OpenUsage open() {
        opened.increment();
        return new OpenUsage(this);
    }

    void count(CallOutcome outcome) {
        counted[outcome.ordinal()].increment();
    }

    /** Returns what was counted since the last call. Adders only grow, so nothing is lost or taken twice. */
    UsageCounts take() {
        long[] delta = new long[OUTCOMES];
        for (int i = 0; i < OUTCOMES; i++) {
            long sum = counted[i].sum();
            delta[i] = sum - taken[i];
            taken[i] = sum;
        }
        return new UsageCounts(
                delta[CallOutcome.OK.ordinal()],
                delta[CallOutcome.CLIENT_ERROR.ordinal()],
                delta[CallOutcome.DENIED.ordinal()],
                delta[CallOutcome.RATE_LIMITED.ordinal()],
                delta[CallOutcome.SERVER_ERROR.ordinal()]);
    }

    /** Tells whether every call that was opened here is closed and taken. */
    boolean idle() {
        long sum = 0;
        for (long value : taken) {
            sum += value;
        }
        return sum == opened.sum();
    }
}
