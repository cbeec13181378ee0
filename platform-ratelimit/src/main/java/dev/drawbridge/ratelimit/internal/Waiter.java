package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call that waits for its permits. Thread-safe. */
final class Waiter {

    private enum State {
        WAITING,
        IN_FLIGHT,
        DONE,
        GAVE_UP
    }

    private final PermitWish wish;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private @Nullable PermitResult result;
    private @Nullable Throwable failure;

    /** Makes a waiter of the current thread. */
    Waiter(PermitWish wish) {
        this.wish = wish;
    }

    PermitWish wish() {
        return wish;
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    boolean gaveUp() {
        return state.get() == State.GAVE_UP;
    }

    /** Becomes part of a statement, unless the call gave up before. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.IN_FLIGHT);
    }

    void complete(PermitResult permits) {
        result = permits;
        end();
    }

    void fail(Throwable cause) {
        failure = cause;
        end();
    }

    private void end() {
        if (state.compareAndSet(State.IN_FLIGHT, State.DONE)) {
            LockSupport.unpark(thread);
        }
    }

    /** Wakes the call so that it leads; false if it gave up. */
    boolean wake() {
        LockSupport.unpark(thread);
        return !gaveUp();
    }

    /**
     * Waits until something happens: the call is done, or it may lead. Returns for no reason, too.
     *
     * @param deadline in nanoseconds of the JVM's timer
     * @return false if the call gives up now
     */
    boolean await(long deadline) {
        long left = deadline - System.nanoTime();
        if (left > 0 && !thread.isInterrupted()) {
            LockSupport.parkNanos(this, left);
            return true;
        }
        return !state.compareAndSet(State.WAITING, State.GAVE_UP)
                && !state.compareAndSet(State.IN_FLIGHT, State.GAVE_UP);
    }

    /** The result of a call that is done. */
    PermitResult result() {
        if (failure == null) {
            return Objects.requireNonNull(result);
        }
        // One of its own for each call: the stack trace tells where it waited.
        String message = "The statement that took the permits failed";
        throw failure instanceof StoreFailedException
                ? new StoreFailedException(message, failure)
                : new StoreUnavailableException(message, failure);
    }
}
