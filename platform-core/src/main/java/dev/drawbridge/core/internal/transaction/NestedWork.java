package dev.drawbridge.core.internal.transaction;

import java.util.function.Supplier;

/**
 * The transactions inside one transaction. Each promises "all or nothing"; when one failed, only "nothing" can keep that
 * promise. For one thread.
 */
public final class NestedWork {

    private boolean failed;

    /**
     * Does work as a nested transaction.
     *
     * @param work what to do
     * @param <T> the result
     * @return its result
     */
    public <T> T join(Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            failed |= !done;
        }
    }

    /**
     * Refuses to keep a part: to be called before the outer transaction commits.
     *
     * @throws IllegalStateException if a nested transaction failed
     */
    public void requireWhole() {
        if (failed) {
            throw new IllegalStateException(
                    "A nested transaction failed and its exception was caught inside the outer one; nothing is kept");
        }
    }
}
