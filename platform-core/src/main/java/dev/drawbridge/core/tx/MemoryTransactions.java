package dev.drawbridge.core.tx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the in-memory stores: one at a time, undone when the work throws.
 *
 * <p>All memory stores of a platform share one instance, and keep their rows in {@link MemoryTable}s made by {@link
 * #table()}. Thread-safe.
 */
public final class MemoryTransactions implements Transactions {

    // One lock for all stores: the in-memory stores promise correctness, not concurrency.
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Deque<Runnable> undo;
    private List<Runnable> afterCommit = new ArrayList<>();

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

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        lock.lock();
        try {
            return undo == null ? runOutermost(work) : work.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T runOutermost(Supplier<T> work) {
        Deque<Runnable> steps = new ArrayDeque<>();
        List<Runnable> actions = new ArrayList<>();
        undo = steps;
        afterCommit = actions;
        boolean done = false;
        T result;
        try {
            result = work.get();
            done = true;
        } finally {
            undo = null;
            if (!done) {
                steps.forEach(Runnable::run);
            }
        }
        actions.forEach(Runnable::run);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        lock.lock();
        try {
            if (undo == null) {
                action.run();
            } else {
                afterCommit.add(action);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Remembers how to undo a step; the last step is undone first. Called with the lock held, inside a transaction. */
    void onRollback(Runnable step) {
        if (undo == null) {
            throw new IllegalStateException("A memory table is changed inside a transaction only");
        }
        undo.push(step);
    }
}
