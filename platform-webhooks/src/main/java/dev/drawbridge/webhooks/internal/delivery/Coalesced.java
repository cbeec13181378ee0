package dev.drawbridge.webhooks.internal.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that many ask for and one thread does: whoever asks while it runs lets it run once more afterwards, and does not wait.
 * Thread-safe.
 */
final class Coalesced {

    private final Runnable work;
    private final AtomicInteger asked = new AtomicInteger();

    Coalesced(Runnable work) {
        this.work = work;
    }

    /** Does the work, or leaves it to the thread that is at it. */
    void run() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        boolean whole = false;
        try {
            while (done > 0) {
                work.run();
                done = asked.addAndGet(-done);
            }
            whole = true;
        } finally {
            if (!whole) {
                asked.set(0);
            }
        }
    }
}
