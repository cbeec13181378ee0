package dev.drawbridge.ratelimit.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds how many calls run at the same time; one number per key, which is how many do. Thread-safe. */
final class ConcurrencyLimit implements LocalLimit {

    private static final long NOTHING_RUNS = 0;

    private final int index;
    private final LimitTerms.Concurrency terms;
    private final Cells cells;

    ConcurrencyLimit(int index, LimitTerms.Concurrency terms, Cells cells) {
        this.index = index;
        this.terms = terms;
        this.cells = cells;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void take(Judgement judgement, LimitedCall call, long nanos) {
        long most = judgement.quota(index);
        Object key = LocalLimit.key(call, terms.perApp());
        while (true) {
            AtomicLong cell = cells.of(key, NOTHING_RUNS);
            long running = cell.get();
            if (running >= most) {
                judgement.status(index, 0, 0);
                judgement.violate(index);
                return;
            }
            if (running != Cells.RETIRED && cell.compareAndSet(running, running + 1)) {
                judgement.status(index, most - running - 1, 0);
                judgement.took(index, 1);
                return;
            }
        }
    }

    @Override
    public void giveBack(Judgement judgement, LimitedCall call, long nanos) {
        if (judgement.taken(index) != Judgement.NOTHING) {
            judgement.status(index, judgement.remaining(index) + 1, 0);
            end(call);
        }
    }

    /** The cell is there: one that counts a running call is never dropped. */
    @Override
    public void end(LimitedCall call) {
        cells.of(LocalLimit.key(call, terms.perApp()), NOTHING_RUNS).decrementAndGet();
    }
}
