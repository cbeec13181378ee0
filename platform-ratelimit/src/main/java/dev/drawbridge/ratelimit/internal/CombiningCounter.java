package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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

    private final CounterStore store;
    private final int mostWaiting;
    private final long patience;
    private final ConcurrentLinkedQueue<Waiter> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicBoolean inFlight = new AtomicBoolean();

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
        if (length.incrementAndGet() > mostWaiting) {
            length.decrementAndGet();
            throw unavailable("Too many calls wait for the counters");
        }
        Waiter waiter = new Waiter(wish);
        waiting.add(waiter);
        long deadline = System.nanoTime() + patience;
        while (!waiter.isDone()) {
            if (inFlight.compareAndSet(false, true)) {
                lead(waiter);
            } else if (!waiter.await(deadline)) {
                passOn();
                throw unavailable("The counters did not respond in time");
            }
        }
        return waiter.result();
    }

    /** How many calls wait for the next statement. */
    int waiting() {
        return length.get();
    }

    /** Sends one statement, unless it turns out that another call sent it already; then lets the next call lead. */
    private void lead(Waiter leader) {
        try {
            if (!leader.isDone()) {
                round();
            }
        } finally {
            inFlight.set(false);
            wakeNext();
        }
    }

    private void round() {
        List<Waiter> taken = new ArrayList<>();
        try {
            CounterBatch batch = new CounterBatch();
            Waiter next = waiting.peek();
            while (next != null && batch.accepts(next)) {
                if (leaves(next) && next.begin()) {
                    taken.add(next);
                    batch.add(next);
                }
                next = waiting.peek();
            }
            batch.take(store);
        } catch (RuntimeException e) {
            // Every call of the batch is told, the leader among them; none of them may use a permit.
            taken.forEach(waiter -> waiter.fail(e));
        }
    }

    private void wakeNext() {
        Waiter next = waiting.peek();
        while (next != null && !next.wake()) {
            leaves(next);
            next = waiting.peek();
        }
    }

    /** A call that gives up may have been the one that was woken to lead. */
    private void passOn() {
        if (!inFlight.get()) {
            wakeNext();
        }
    }

    /** Takes a call out of the queue; two threads may try, of which one succeeds. */
    private boolean leaves(Waiter waiter) {
        boolean left = waiting.remove(waiter);
        if (left) {
            length.decrementAndGet();
        }
        return left;
    }

    private static StoreUnavailableException unavailable(String message) {
        return new StoreUnavailableException(message, new IllegalStateException(message));
    }
}
