package dev.drawbridge.ratelimit.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets bursts pass and holds calls to a rate after that; one number per key. Thread-safe. */
final class BurstLimit implements LocalLimit {

    /** A cell is kept for so long after all its permits are there again: keys that call now and then are not made anew. */
    private static final long KEPT = TimeUnit.SECONDS.toNanos(10);

    private final int index;
    private final LimitTerms.Burst terms;
    private final Gcra standard;
    private final Cells cells;

    BurstLimit(int index, LimitTerms.Burst terms, Cells cells) {
        this.index = index;
        this.terms = terms;
        this.standard = Gcra.of(terms.quota(), terms.refillNanos());
        this.cells = cells;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void take(Judgement judgement, LimitedCall call, long nanos) {
        Gcra rate = rate(judgement);
        Object key = LocalLimit.key(call, terms.perApp());
        while (true) {
            AtomicLong cell = cells.of(key, nanos - KEPT);
            long full = cell.get();
            if (full == Cells.RETIRED) {
                continue;
            }
            long next = rate.take(full, nanos, call.needed());
            if (next == Gcra.REFUSED) {
                judgement.status(index, rate.remaining(full, nanos), rate.secondsTo(full, nanos, call.needed()));
                judgement.violate(index);
                return;
            }
            if (call.cost() == 0) {
                judgement.status(index, rate.remaining(full, nanos), rate.secondsToFull(full, nanos));
                return;
            }
            if (cell.compareAndSet(full, next)) {
                judgement.status(index, rate.remaining(next, nanos), rate.secondsToFull(next, nanos));
                judgement.took(index, next);
                return;
            }
        }
    }

    @Override
    public void giveBack(Judgement judgement, LimitedCall call, long nanos) {
        long taken = judgement.taken(index);
        if (taken == Judgement.NOTHING) {
            return;
        }
        Gcra rate = rate(judgement);
        AtomicLong cell = cells.of(LocalLimit.key(call, terms.perApp()), nanos - KEPT);
        // A retired cell stays retired: it was as good as new, so nothing is left to give back.
        long left = cell.updateAndGet(full -> full <= nanos ? full : rate.giveBack(full, taken, nanos, call.cost()));
        judgement.status(index, rate.remaining(left, nanos), rate.secondsToFull(left, nanos));
    }

    @Override
    public void end(LimitedCall call) {}

    private Gcra rate(Judgement judgement) {
        long quota = judgement.quota(index);
        return quota == terms.quota() ? standard : Gcra.of(quota, terms.refillNanos());
    }
}
