package dev.drawbridge.webhooks.internal.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what is under way, so that a node that stops begins nothing more and waits for the rest. Thread-safe. */
final class InFlight {

    private int busy;
    private boolean closing;

    /** Counts one more, unless this node stops; each true is followed by one {@link #leave}. */
    synchronized boolean enter() {
        if (!closing) {
            busy++;
        }
        return !closing;
    }

    /** Counts one more thing of somebody who is counted already. */
    synchronized void join() {
        busy++;
    }

    synchronized void leave() {
        busy--;
        notifyAll();
    }

    synchronized boolean closing() {
        return closing;
    }

    synchronized void close() {
        closing = true;
    }

    /** Waits until nothing is under way; tells whether that came to be. */
    synchronized boolean awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (busy > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }
}
