package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.internal.transaction.NestedWork;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of the in-memory stores: one at a time, undone when the work throws.
 *
 * <p>All memory stores of a platform share one instance, and keep their rows in {@link MemoryTable}s made by {@link
 * #table()}. Thread-safe.
 */
public final class MemoryTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTransactions.class);

    // One lock for all stores: the in-memory stores promise correctness, not concurrency.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, MemoryTable<?, ?>> named = new ConcurrentHashMap<>();

    // The transaction of the thread that holds the lock.
    private @Nullable Unit current;

    /** Makes an independent set of transactions. */
    public MemoryTransactions() {}

    /**
     * Makes a table whose changes are undone when the transaction around them fails.
     *
     * @param <K> key
     * @param <V> row, an immutable value
     * @return an empty table
     */
    public <K, V> MemoryTable<K, V> table() {
        return new MemoryTable<>(this);
    }

    /**
     * Returns the table of a name, for rows that several stores read. Every caller names the same types.
     *
     * @param name which table
     * @param <K> key
     * @param <V> row, an immutable value
     * @return the same table for the same name
     */
    @SuppressWarnings("unchecked")
    public <K, V> MemoryTable<K, V> table(String name) {
        return (MemoryTable<K, V>) named.computeIfAbsent(name, unused -> new MemoryTable<>(this));
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        List<Runnable> actions = new ArrayList<>();
        T result;
        lock.lock();
        try {
            Unit unit = current;
            result = unit == null ? outermost(work, actions) : unit.nested.join(work);
        } finally {
            lock.unlock();
        }
        // The lock is free again, so an action may wait for a thread that wants it.
        actions.forEach(MemoryTransactions::perform);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        Unit unit = lock.isHeldByCurrentThread() ? current : null;
        if (unit == null) {
            action.run();
        } else {
            unit.afterCommit.add(action);
        }
    }

    /** Remembers how to undo a step; the last step is undone first. Called with the lock held, inside a transaction. */
    void onRollback(Runnable step) {
        Unit unit = current;
        if (unit == null) {
            throw new IllegalStateException("A memory table is changed inside a transaction only");
        }
        unit.undo.push(step);
    }

    private <T> T outermost(Supplier<T> work, List<Runnable> actions) {
        Unit unit = new Unit(actions);
        current = unit;
        boolean done = false;
        try {
            T result = work.get();
            unit.nested.requireWhole();
            done = true;
            return result;
        } finally {
            current = null;
            if (!done) {
                unit.undo.forEach(Runnable::run);
            }
        }
    }

    private static void perform(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The work is kept; its caller must not believe otherwise.
            LOG.error("An action after a commit failed", e);
        }
    }

    /** A transaction in progress. */
    private static final class Unit {

        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final List<Runnable> afterCommit;
        private final NestedWork nested = new NestedWork();

        Unit(List<Runnable> afterCommit) {
            this.afterCommit = afterCommit;
        }
    }
}
