package dev.drawbridge.ratelimit.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Judges the calls of a tier by the limits that each node counts for itself: first how many calls run, then bursts.
 * Thread-safe.
 */
public final class LocalGate {

    private final TierTerms terms;
    private final List<LocalLimit> limits;
    private final LongSupplier nanos;

    private LocalGate(TierTerms terms, List<LocalLimit> limits, LongSupplier nanos) {
        this.terms = terms;
        this.limits = limits;
        this.nanos = nanos;
    }

    static LocalGate of(TierTerms terms, Map<String, Cells> cells, LongSupplier nanos) {
        return new LocalGate(terms, bind(terms, cells), nanos);
    }

    private static List<LocalLimit> bind(TierTerms terms, Map<String, Cells> cells) {
        List<LocalLimit> bound = new ArrayList<>();
        for (int i = 0; i < terms.limits().size(); i++) {
            LimitTerms limit = terms.limits().get(i);
            if (limit instanceof LimitTerms.Burst burst) {
                bound.add(new BurstLimit(i, burst, cells.computeIfAbsent(limit.name(), name -> new Cells())));
            } else if (limit instanceof LimitTerms.Concurrency most) {
                bound.add(new ConcurrencyLimit(i, most, cells.computeIfAbsent(limit.name(), name -> new Cells())));
            }
        }
        bound.sort(Comparator.comparing(limit -> limit instanceof BurstLimit));
        return List.copyOf(bound);
    }

    /** What the tier allows. */
    public TierTerms terms() {
        return terms;
    }

    /** Takes from all limits, or from none. */
    public void take(Judgement judgement, LimitedCall call) {
        if (limits.isEmpty()) {
            return;
        }
        long now = nanos.getAsLong();
        for (int i = 0; i < limits.size() && judgement.allowed(); i++) {
            limits.get(i).take(judgement, call, now);
        }
        if (!judgement.allowed()) {
            giveBack(judgement, call, now);
        }
    }

    /** Undoes {@link #take}, for a call that is refused after all. */
    public void giveBack(Judgement judgement, LimitedCall call) {
        if (!limits.isEmpty()) {
            giveBack(judgement, call, nanos.getAsLong());
        }
    }

    private void giveBack(Judgement judgement, LimitedCall call, long now) {
        for (LocalLimit limit : limits) {
            limit.giveBack(judgement, call, now);
        }
    }

    /** Whether the end of an admitted call matters. */
    public boolean holds(Judgement judgement) {
        for (int i = 0; i < limits.size(); i++) {
            LocalLimit limit = limits.get(i);
            if (limit instanceof ConcurrencyLimit && judgement.taken(limit.index()) != Judgement.NOTHING) {
                return true;
            }
        }
        return false;
    }

    /** Takes note that an admitted call ended. */
    public void end(Judgement judgement, LimitedCall call) {
        for (LocalLimit limit : limits) {
            if (judgement.taken(limit.index()) != Judgement.NOTHING) {
                limit.end(call);
            }
        }
    }
}
