package dev.drawbridge.core.spi.store;

import java.util.function.Supplier;

/**
 * Makes several store verbs one unit of work. Bound to the thread; nested calls join the outer one. There is no silent
 * retry: what fails, throws. When a nested call throws, nothing of the outer one is kept either, even if the exception is
 * caught in between.
 *
 * <p>Locks are taken in one order everywhere: developer, app, secret, grant, family, change. Nothing that waits for the
 * outside world (an SPI of the host, an HTTP call) is called inside. Implementations are thread-safe.
 */
public interface Transactions {

    /**
     * Runs the work in a transaction: all of it is kept, or, if it throws, nothing.
     *
     * @param work what to do
     * @param <T> what it returns
     * @return what the work returned
     */
    <T> T inTransaction(Supplier<T> work);

    /**
     * Runs the work in a transaction: all of it is kept, or, if it throws, nothing.
     *
     * @param work what to do
     */
    default void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Runs an action once the current transaction has committed, on the same thread; never if it rolls back. Outside a
     * transaction it runs immediately. The action must not throw (it is logged, the work is kept) and must not wait.
     *
     * @param action what to do afterwards
     */
    void afterCommit(Runnable action);
}
