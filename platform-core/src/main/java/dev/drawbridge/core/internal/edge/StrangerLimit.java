package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Permit;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.metric.Meter;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.spi.PlatformClock;
import java.util.random.RandomGenerator;

/**
 * Bounds what one network may ask for without proving anything, before a statement or a password hash is spent on it: 429
 * {@code too_many_requests} with {@code Retry-After}. In memory, per node. Thread-safe.
 *
 * <p>Every request takes a permit of its network, and {@link Request#permit()} is where the handler gives it back once the
 * request has proved something. So clients that prove themselves are never slowed, as long as fewer of their requests are on
 * the way at one time than a bucket holds.
 */
public final class StrangerLimit implements Filter {

    /** How many requests of strangers a network may send at one time, if the host does not say. */
    public static final int DEFAULT_BURST = 300;

    /** How many a second after that, if the host does not say. */
    public static final int DEFAULT_PER_SECOND = 10;

    /** The code of the refusal. */
    public static final String CODE = "too_many_requests";

    private static final String METRIC = "dp.edge.network";
    private static final String OUTCOME = "outcome";
    private static final int SETS = 4_096;
    private static final long NANOS = 1_000_000_000L;

    private final NetworkBuckets buckets;
    private final PlatformClock clock;
    private final Meter admitted;
    private final Meter refused;

    /**
     * Makes the limit.
     *
     * @param burst how many requests a network may send at one time
     * @param perSecond how many a second after that
     * @param clock measures elapsed time
     * @param random chooses where networks are kept
     * @param meters counts requests as {@code dp.edge.network}
     */
    public StrangerLimit(int burst, int perSecond, PlatformClock clock, RandomGenerator random, Meters meters) {
        this.buckets = new NetworkBuckets(burst, perSecond, SETS, random.nextLong());
        this.clock = clock;
        this.admitted = meters.meter(METRIC, OUTCOME, "admitted");
        this.refused = meters.meter(METRIC, OUTCOME, "refused");
    }

    @Override
    public Response filter(Request request, Handler next) {
        if (request.method().equals("OPTIONS")) {
            return next.handle(request);
        }
        String network = request.client().network();
        long wait = buckets.take(network, clock.elapsed());
        if (wait > 0) {
            refused.count();
            String detail = "Too many requests came from this network. Please try again soon.";
            throw new ProblemException(
                    Problem.of(429, CODE, detail).withHeader("Retry-After", Long.toString((wait + NANOS - 1) / NANOS)));
        }
        admitted.count();
        Permit permit = new Permit(() -> buckets.take(network, clock.elapsed()) == 0, () -> buckets.giveBack(network));
        return next.handle(request.withPermit(permit));
    }
}
