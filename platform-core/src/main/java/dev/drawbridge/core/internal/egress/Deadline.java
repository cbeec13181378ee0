package dev.drawbridge.core.internal.egress;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one exchange when its time is over, wherever it hangs: socket timeouts begin anew with every byte, so a response that
 * drips would never end. Thread-safe.
 */
final class Deadline implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final HttpUriRequestBase request;
    private final long end;
    private @Nullable Runnable disarm;
    private @Nullable Socket handshaking;
    private boolean passed;

    private Deadline(HttpUriRequestBase request, Duration total) {
        this.request = request;
        this.end = System.nanoTime() + total.toNanos();
    }

    /** Makes the timer that many deadlines share; its thread ends when there is nothing to watch. */
    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static Deadline start(ScheduledThreadPoolExecutor timer, HttpUriRequestBase request, Duration total) {
        Deadline deadline = new Deadline(request, total);
        var task = timer.schedule(deadline::pass, total.toMillis(), TimeUnit.MILLISECONDS);
        deadline.disarm = () -> task.cancel(false);
        return deadline;
    }

    /** Watches a socket during its TLS handshake, which cancelling the request does not reach. */
    synchronized void watch(Socket socket) throws IOException {
        handshaking = socket;
        if (passed) {
            socket.close();
        }
    }

    /** Returns how much time is left, for waits that cancelling the request does not reach. */
    Duration left() {
        return Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
    }

    synchronized boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        if (disarm != null) {
            disarm.run();
        }
    }

    private void pass() {
        Socket socket;
        synchronized (this) {
            passed = true;
            socket = handshaking;
        }
        request.cancel();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closing is all that was wanted; the sender sees the end of the stream.
                return;
            }
        }
    }
}
