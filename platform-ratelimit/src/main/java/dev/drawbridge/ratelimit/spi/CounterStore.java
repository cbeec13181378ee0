package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the permits taken in windows. All nodes count together. A counter never falls, so what was once used up stays so
 * until its window ends. Implementations are thread-safe.
 */
public interface CounterStore {

    /** The longest key. */
    int MAX_KEY_LENGTH = 300;

    /** The most demands of one call. */
    int MAX_DEMANDS = 256;

    /**
     * Takes permits in one commit. The demands are decided one after the other, each in one atomic step: however many callers
     * race on however many nodes, no counter passes its limit.
     *
     * @param demands 1 to {@value #MAX_DEMANDS}; several may name the same counter
     * @return one result for each, in the same order
     * @throws StoreUnavailableException if the store does not respond; permits may be taken then, but nobody may use them
     */
    List<CounterResult> take(List<CounterDemand> demands);

    /**
     * Counts permits that were granted without this store while it did not respond. They count even beyond a limit.
     *
     * @param window the counter
     * @param permits how many, at least 1
     * @throws StoreUnavailableException if the store does not respond; the permits may be counted or not
     */
    void add(CounterWindow window, long permits);

    /**
     * Reads counters without taking anything.
     *
     * @param windows which, at most {@value #MAX_DEMANDS}
     * @return how many permits of each are taken now; counters of which none is taken are left out
     * @throws StoreUnavailableException if the store does not respond
     */
    Map<CounterWindow, Long> used(Set<CounterWindow> windows);

    /**
     * Deletes counters of windows that expired.
     *
     * @param before expired before
     * @param limit the most to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
