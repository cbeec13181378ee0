package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Knows the requests in flight: when the host stops, they finish and new ones are turned away. Thread-safe. */
final class Drain implements Filter {

    // One party is the host itself; each request registers another one.
    private final Phaser inFlight = new Phaser(1);
    private volatile boolean stopping;

    @Override
    public Response filter(Request request, Handler next) {
        if (stopping || inFlight.register() < 0) {
            return Problem.of(503, "stopping", "The host is stopping; try again in a moment.")
                    .withHeader("Retry-After", "5")
                    .withHeader("Connection", "close")
                    .toResponse(request.id());
        }
        try {
            return next.handle(request);
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    /** Waits until nothing is in flight, or the time is over. Not restartable. */
    void await(long time, TimeUnit unit) {
        stopping = true;
        int phase = inFlight.arriveAndDeregister();
        try {
            inFlight.awaitAdvanceInterruptibly(phase, time, unit);
        } catch (TimeoutException e) {
            inFlight.forceTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
