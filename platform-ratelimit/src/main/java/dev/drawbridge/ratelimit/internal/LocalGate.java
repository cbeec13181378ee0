package dev.drawbridge.ratelimit.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Judges calls by the limits that each node counts for itself: first how many calls run, then bursts. Limits of several tiers
 * that have one name count together. Thread-safe.
 */
public final class LocalGate {

    private final LongSupplier elapsed;
    private final long origin;
    private final Map<TierTerms, List<LocalLimit>> limits = new IdentityHashMap<>();

    /**
     * Makes a gate where nothing is taken.
     *
     * @param tiers all terms that calls are judged by
     * @param elapsed elapsed time in nanoseconds
     */
    public LocalGate(Collection<TierTerms> tiers, LongSupplier elapsed) {
        this.elapsed = elapsed;
        this.origin = elapsed.getAsLong();
        Map<String, Cells> cells = new HashMap<>();
        tiers.forEach(terms -> limits.put(terms, bind(terms, cells)));
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

    /** Takes from all limits, or from none. */
    public void take(Judgement judgement, LimitedCall call) {
        List<LocalLimit> bound = of(judgement);
        if (bound.isEmpty()) {
            return;
        }
        long nanos = nanos();
        for (int i = 0; i < bound.size() && judgement.allowed(); i++) {
            bound.get(i).take(judgement, call, nanos);
        }
        if (!judgement.allowed()) {
            giveBack(bound, judgement, call, nanos);
        }
    }

    /** Undoes {@link #take}, for a call that is refused after all. */
    public void giveBack(Judgement judgement, LimitedCall call) {
        List<LocalLimit> bound = of(judgement);
        if (!bound.isEmpty()) {
            giveBack(bound, judgement, call, nanos());
        }
    }

    private static void giveBack(List<LocalLimit> bound, Judgement judgement, LimitedCall call, long nanos) {
        bound.forEach(limit -> limit.giveBack(judgement, call, nanos));
    }

    /** Whether the end of an admitted call matters. */
    public boolean holds(Judgement judgement) {
        for (LocalLimit limit : of(judgement)) {
            if (limit instanceof ConcurrencyLimit && judgement.taken(limit.index()) != Judgement.NOTHING) {
                return true;
            }
        }
        return false;
    }

    /** Takes note that an admitted call ended. */
    public void end(Judgement judgement, LimitedCall call) {
        for (LocalLimit limit : of(judgement)) {
            if (judgement.taken(limit.index()) != Judgement.NOTHING) {
                limit.end(call);
            }
        }
    }

    private List<LocalLimit> of(Judgement judgement) {
        return limits.getOrDefault(judgement.terms(), List.of());
    }

    private long nanos() {
        return elapsed.getAsLong() - origin;
    }
}
