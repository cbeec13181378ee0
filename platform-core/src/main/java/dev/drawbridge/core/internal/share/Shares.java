package dev.drawbridge.core.internal.share;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits of which no tenant can use up more than its share. Thread-safe.
 *
 * <p>A share is hard ({@link #of}), or a tenant may hold more of what is idle ({@link #lending}): then one whole share always stays
 * free, so that another tenant who comes gets its first permits immediately and not when a borrower is done. Whoever waits does so for
 * a limited time; a permit that is given back goes to the waiting tenant that holds the fewest, the longest waiting one of
 * these. At most {@link #total()} threads wait, of one tenant as many as its share has permits; further ones are refused immediately.
 * Memory is bounded by these numbers: a tenant that neither holds nor waits is not remembered.
 *
 * @param <K> names a tenant; with {@code equals} and {@code hashCode}
 */
public final class Shares<K> {

    private final int total;
    private final int each;
    private final boolean lending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Integer> held = new HashMap<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int taken;

    private Shares(int total, int each, boolean lending) {
        if (each < 1 || total < each || (lending && total == each)) {
            throw new IllegalArgumentException(
                    "A share has 1 permit at least and leaves some for others: " + each + " of " + total);
        }
        this.total = total;
        this.each = each;
        this.lending = lending;
    }

    /**
     * Makes permits with hard shares.
     *
     * @param total how many there are
     * @param each the most that one tenant holds, also while the others are idle
     * @param <K> names a tenant
     * @return the permits, all free
     */
    public static <K> Shares<K> of(int total, int each) {
        return new Shares<>(total, each, false);
    }

    /**
     * Makes permits of which a tenant may hold more than its share while nobody else waits and another whole share stays free.
     *
     * @param total how many there are
     * @param each the share of a tenant
     * @param <K> names a tenant
     * @return the permits, all free
     */
    public static <K> Shares<K> lending(int total, int each) {
        return new Shares<>(total, each, true);
    }

    /** One permit. Any thread may give it back; giving it back again changes nothing. */
    public final class Permit implements AutoCloseable {

        private final K tenant;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(K tenant) {
            this.tenant = tenant;
        }

        /** Gives the permit back. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack(tenant);
            }
        }
    }

    private final class Waiter {

        private final K tenant;
        private final Condition turn = lock.newCondition();
        private boolean granted;

        Waiter(K tenant) {
            this.tenant = tenant;
        }
    }

    /**
     * Takes a permit, or none.
     *
     * @param tenant who wants it
     * @return the permit; empty if all are taken, or this tenant has its share
     */
    public Optional<Permit> tryAcquire(K tenant) {
        lock.lock();
        try {
            return mayTake(tenant) ? Optional.of(take(tenant)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a permit, and waits for it if it must.
     *
     * @param tenant who wants it
     * @param atMost how long to wait
     * @return the permit; empty if there was none in that time, or too many wait already
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<Permit> acquire(K tenant, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (mayTake(tenant)) {
                return Optional.of(take(tenant));
            }
            return mayWait(tenant) ? await(new Waiter(tenant), atMost.toNanos()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many permits a tenant could take now.
     *
     * @param tenant any tenant
     * @return zero or more; another thread may take them first
     */
    public int available(K tenant) {
        lock.lock();
        try {
            int mine = held.getOrDefault(tenant, 0);
            int own = Math.min(Math.max(each - mine, 0), total - taken);
            int beyond = lending ? total - taken - each : 0;
            return Math.max(own, Math.max(beyond, 0));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many permits a tenant holds.
     *
     * @param tenant any tenant
     * @return zero or more
     */
    public int held(K tenant) {
        lock.lock();
        try {
            return held.getOrDefault(tenant, 0);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many permits are taken.
     *
     * @return from zero to {@link #total()}
     */
    public int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many threads wait.
     *
     * @return from zero to {@link #total()}
     */
    public int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how many permits there are.
     *
     * @return one at least
     */
    public int total() {
        return total;
    }

    private Optional<Permit> await(Waiter waiter, long nanos) throws InterruptedException {
        waiters.addLast(waiter);
        long left = nanos;
        try {
            while (!waiter.granted && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            waiters.remove(waiter);
            if (waiter.granted) {
                release(waiter.tenant);
            }
            throw e;
        }
        if (!waiter.granted) {
            waiters.remove(waiter);
            return Optional.empty();
        }
        return Optional.of(new Permit(waiter.tenant));
    }

    private void giveBack(K tenant) {
        lock.lock();
        try {
            release(tenant);
        } finally {
            lock.unlock();
        }
    }

    private void release(K tenant) {
        taken--;
        held.compute(tenant, (key, count) -> count == null || count == 1 ? null : count - 1);
        Waiter next = next();
        if (next != null) {
            waiters.remove(next);
            take(next.tenant);
            next.granted = true;
            next.turn.signal();
        }
    }

    private @Nullable Waiter next() {
        Waiter best = null;
        Iterator<Waiter> all = waiters.iterator();
        while (all.hasNext()) {
            Waiter waiter = all.next();
            if (mayTake(waiter.tenant) && (best == null || count(waiter.tenant) < count(best.tenant))) {
                best = waiter;
            }
        }
        return best;
    }

    private int count(K tenant) {
        return held.getOrDefault(tenant, 0);
    }

    /** Nobody is overtaken: permits are free only while no waiting tenant may take one. */
    private boolean mayTake(K tenant) {
        int free = total - taken;
        return free > 0 && (count(tenant) < each || (lending && free > each));
    }

    private boolean mayWait(K tenant) {
        return waiters.size() < total
                && waiters.stream()
                                .filter(waiter -> waiter.tenant.equals(tenant))
                                .count()
                        < each;
    }

    private Permit take(K tenant) {
        taken++;
        held.merge(tenant, 1, Integer::sum);
        return new Permit(tenant);
    }
}
