package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes permits for many calls in one statement. Thread-safe.
 *
 * <p>One statement of a node is in flight at a time. Calls that come meanwhile wait; one of them sends the next statement for
 * all, with the wishes for the same counter added up, and hands the granted permits out in the order in which the calls came.
 * So nothing is borrowed in advance and nothing is left over, and the cost of a call falls as load grows.
 *
 * <p>The queue is bounded and so is the wait; who meets a bound gets a {@link StoreUnavailableException}. A call that gave up
 * while its statement was in flight may have taken its permit; permits are never used twice.
 */
public final class CombiningCounter {

    /** No statement is in flight. */
    private static final long IDLE = Long.MIN_VALUE;

    private final CounterStore store;
    private final int mostWaiting;
    private final long patience;
    private final ConcurrentLinkedQueue<Waiter> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();

    /** When the statement in flight began. Who sets it leads: they alone take calls out of the queue. */
    private final AtomicLong inFlightSince = new AtomicLong(IDLE);

    /**
     * Makes a counter with nothing waiting.
     *
     * @param store counts
     * @param mostWaiting how many calls may wait
     * @param patience how long a call waits for the statement that takes its permit to begin and end
     */
    public CombiningCounter(CounterStore store, int mostWaiting, Duration patience) {
        this.store = store;
        this.mostWaiting = mostWaiting;
        this.patience = patience.toNanos();
    }

    /**
     * Takes the permits of one call, all or none.
     *
     * @param wish what the call needs
     * @return whether it got them
     * @throws StoreUnavailableException if the store does not respond, too many calls wait, or the wait took too long
     */
    public PermitResult take(PermitWish wish) {
        // Nobody waits: no need to queue, nor for another thread.
        return waiting.isEmpty() && beginsToLead() ? takeAlone(wish) : takeWithOthers(wish);
    }

    /** Whether a call would wait in vain: for a statement that takes too long, or behind too many others. */
    boolean isStuck() {
        long since = inFlightSince.get();
        return since != IDLE && (System.nanoTime() - since > patience || length.get() >= mostWaiting);
    }

    /** How many calls wait for the next statement. */
    int waiting() {
        return length.get();
    }

    private PermitResult takeAlone(PermitWish wish) {
        try {
            CounterResult result = store.take(List.of(new CounterDemand(wish.limits(), wish.cost(), 1)))
                    .get(0);
            return PermitResult.counted(result.granted() == 1, result.used());
        } finally {
            endToLead();
        }
    }

    private PermitResult takeWithOthers(PermitWish wish) {
        if (length.get() >= mostWaiting) {
            // Perhaps those in the queue gave up all.
            passOn();
        }
        if (length.incrementAndGet() > mostWaiting) {
            length.decrementAndGet();
            throw unavailable("Too many calls wait for the counters");
        }
        Waiter waiter = new Waiter(wish);
        waiting.add(waiter);
        long deadline = System.nanoTime() + patience;
        while (!waiter.isDone()) {
            if (beginsToLead()) {
                lead(waiter);
            } else if (!waiter.await(deadline)) {
                passOn();
                throw unavailable("The counters did not respond in time");
            }
        }
        return waiter.result();
    }

    /** Sends one statement, unless it turns out that another call sent it already; then lets the next call lead. */
    private void lead(Waiter leader) {
        try {
            if (!leader.isDone()) {
                round();
            }
        } finally {
            endToLead();
        }
    }

    private void round() {
        List<Waiter> taken = new ArrayList<>();
        try {
            CounterBatch batch = new CounterBatch();
            Waiter next = waiting.peek();
            while (next != null && batch.accepts(next)) {
                waiting.remove();
                length.decrementAndGet();
                if (next.begin()) {
                    taken.add(next);
                    batch.add(next);
                }
                next = waiting.peek();
            }
            batch.take(store);
        } catch (RuntimeException | Error e) {
            // Every call of the batch is told, the leader among them; none of them may use a permit.
            taken.forEach(waiter -> waiter.fail(e));
        }
    }

    private boolean beginsToLead() {
        return inFlightSince.get() == IDLE && inFlightSince.compareAndSet(IDLE, System.nanoTime());
    }

    private void endToLead() {
        for (Waiter next = waiting.peek(); next != null && next.gaveUp(); next = waiting.peek()) {
            waiting.remove();
            length.decrementAndGet();
        }
        inFlightSince.set(IDLE);
        wakeNext();
    }

    /** Wakes the first that still waits. Those that gave up stay in the queue until a leader takes them out. */
    private void wakeNext() {
        for (Waiter next : waiting) {
            if (next.wake()) {
                return;
            }
        }
    }

    /** A call that gives up may have been the one that was woken to lead. */
    private void passOn() {
        if (beginsToLead()) {
            endToLead();
        }
    }

    private static StoreUnavailableException unavailable(String message) {
        return new StoreUnavailableException(message, new IllegalStateException(message));
    }
}
