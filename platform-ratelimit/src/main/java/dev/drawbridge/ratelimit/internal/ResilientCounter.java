package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes permits from the counters and, while those are unavailable, does with each call what its limit says. Thread-safe. This
 * is what limiters call.
 *
 * <p>After a failure or a wait that took too long, no call goes to the store for a pause; then one tries, and if the store
 * responds, all do. So at most one call per pause is slow while the store is down, and while a statement is stuck none is, but
 * the call that sent it.
 *
 * <p>What was admitted meanwhile is added to the counters afterwards, if its window is at most one length old: by the next call
 * of the same counters before it takes its permit, or by {@link #job}. Each is added once. If that fails, nobody knows
 * whether it was counted, and it is not tried again: counting twice would refuse calls that the customer has a right to,
 * counting too little lets at most that much more pass in a window in which the host chose to admit calls uncounted.
 */
public final class ResilientCounter {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientCounter.class);
    private static final int MOST_LOCAL_COUNTERS = 100_000;
    private static final int MOST_REPORTS = 1_000;
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    private final CounterStore store;
    private final CombiningCounter counter;
    private final PlatformClock clock;
    private final IntSupplier liveNodes;
    private final Breaker breaker;
    private final LocalCounts local = new LocalCounts(MOST_LOCAL_COUNTERS);
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * Makes a counter that takes the store for available.
     *
     * @param store counts
     * @param clock tells which windows are over
     * @param liveNodes how many nodes share the limits now, at least 1; it does no I/O
     * @param waits how long calls wait
     */
    public ResilientCounter(CounterStore store, PlatformClock clock, IntSupplier liveNodes, Waits waits) {
        this.store = store;
        this.clock = clock;
        this.liveNodes = liveNodes;
        this.counter = new CombiningCounter(store, waits.mostWaiting(), waits.patience());
        this.breaker = new Breaker(clock::elapsed, waits.pause());
    }

    /**
     * Bounds of waiting.
     *
     * @param mostWaiting how many calls may wait for the next statement
     * @param patience how long a call waits for the statement of another call and the one after it
     * @param pause how long after a failure no call goes to the store
     */
    public record Waits(int mostWaiting, Duration patience, Duration pause) {

        /** More calls than a node has threads for; the time of two statements; a second. */
        public static final Waits DEFAULT = new Waits(10_000, Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    /**
     * Takes the permits of one call, all or none.
     *
     * @param wish what the call needs
     * @param mode what to do if the counters are unavailable
     * @return whether it got them; a degraded result must not be remembered for other calls
     * @throws StoreUnavailableException if the counters are unavailable and the mode is {@link OutageMode#CLOSED}
     */
    public PermitResult take(PermitWish wish, OutageMode mode) {
        if (counter.isStuck() || !breaker.admits()) {
            return decideAlone(wish, mode, null);
        }
        try {
            if (local.hasUnreported() && breaker.isClosed()) {
                report(wish.limits().stream().map(CounterLimit::window).toList());
            }
            PermitResult result = counter.take(wish);
            breaker.responded();
            return result;
        } catch (StoreUnavailableException e) {
            breaker.failed();
            failures.log(others -> LOG.warn("The counters are unavailable, {} times before", others, e));
            return decideAlone(wish, mode, e);
        }
    }

    /**
     * Reads counters without taking anything.
     *
     * @param windows which
     * @param mode what to do if the counters are unavailable
     * @return how many permits of each are taken; empty if the counters are unavailable and the mode lets calls pass
     * @throws StoreUnavailableException if the counters are unavailable and the mode is {@link OutageMode#CLOSED}
     */
    public Optional<Map<CounterWindow, Long>> used(Set<CounterWindow> windows, OutageMode mode) {
        if (!counter.isStuck() && breaker.admits()) {
            try {
                Map<CounterWindow, Long> used = store.used(windows);
                breaker.responded();
                return Optional.of(used);
            } catch (StoreUnavailableException e) {
                breaker.failed();
                failures.log(others -> LOG.warn("The counters are unavailable, {} times before", others, e));
            }
        }
        if (mode == OutageMode.CLOSED) {
            throw unavailable();
        }
        return Optional.empty();
    }

    /** Whether calls are decided without the counters now. */
    public boolean inOutage() {
        return counter.isStuck() || !breaker.isClosed();
    }

    /** {@return the job that reports what was admitted during an outage; each node runs it} */
    public Job job() {
        return new Job("counter-report", REPORT_INTERVAL, false, this::reportAll);
    }

    private PermitResult decideAlone(PermitWish wish, OutageMode mode, @Nullable StoreUnavailableException cause) {
        Instant now = clock.instant();
        return switch (mode) {
            case OPEN -> local.admit(wish, now);
            case LOCAL_SHARE -> local.share(wish, Math.max(1, liveNodes.getAsInt()), now);
            case CLOSED -> throw cause != null ? cause : unavailable();
        };
    }

    private void reportAll() {
        if (!local.hasUnreported()) {
            return;
        }
        List<CounterWindow> windows = local.waiting(MOST_REPORTS, clock.instant());
        if (windows.isEmpty() || !responds(windows.get(0))) {
            return;
        }
        try {
            report(windows);
        } catch (StoreUnavailableException e) {
            breaker.failed();
            throw e;
        }
    }

    /** What is reported leaves the list, so the store is tried with a question first. */
    private boolean responds(CounterWindow window) {
        if (breaker.isClosed()) {
            return true;
        }
        if (!breaker.admits()) {
            return false;
        }
        try {
            store.used(Set.of(window));
            breaker.responded();
            return true;
        } catch (StoreUnavailableException e) {
            breaker.failed();
            failures.log(others -> LOG.warn("The counters are still unavailable, {} times before", others, e));
            return false;
        }
    }

    private void report(List<CounterWindow> windows) {
        // One at a time leaves the list before it is sent: what follows a failure is still there for the next try.
        for (CounterWindow window : windows) {
            long permits = local.handOut(window, clock.instant());
            if (permits > 0) {
                store.add(window, permits);
            }
        }
    }

    private static StoreUnavailableException unavailable() {
        String message = "The counters did not respond a moment ago";
        return new StoreUnavailableException(message, new IllegalStateException(message));
    }
}
