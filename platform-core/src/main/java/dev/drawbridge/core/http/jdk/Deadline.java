package dev.drawbridge.core.http.jdk;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The end of a wait for a client: interrupts the thread, upon which the channel that it waits on closes. This also ends
 * waits that the JDK's own timer cannot: one that writes over TLS blocks the timer itself.
 *
 * <p>Used by the one thread that made it.
 */
final class Deadline implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Thread waiting = Thread.currentThread();
    private final ScheduledFuture<?> end;
    private boolean over;

    private Deadline(Duration time) {
        this.end = TIMER.schedule(this::interrupt, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    private synchronized void interrupt() {
        if (!over) {
            waiting.interrupt();
        }
    }

    /** From now on the thread waits for something else. */
    @Override
    public void close() {
        end.cancel(false);
        synchronized (this) {
            over = true;
        }
        // An interrupt that came was for the wait alone.
        Thread.interrupted();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "drawbridge-http-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
