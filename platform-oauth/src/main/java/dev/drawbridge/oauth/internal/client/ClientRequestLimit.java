package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps one client from using up a node (GCRA: a client is the moment at which its bucket will be full again). In memory.
 * Thread-safe.
 *
 * <p>Only clients that proved who they are count: an id alone can be sent by anybody, who then could lock its owner out.
 */
public final class ClientRequestLimit {

    private static final int MAX_CLIENTS = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final long intervalNanos;
    private final long toleranceNanos;
    private final PlatformClock clock;
    private final Map<AppId, AtomicLong> fullAt = new ConcurrentHashMap<>();

    /**
     * Makes a limit that has counted nothing yet.
     *
     * @param rate how many requests a client may send
     * @param clock the time
     */
    public ClientRequestLimit(RequestsPerClient rate, PlatformClock clock) {
        this.intervalNanos = Math.max(1, NANOS / rate.perSecond());
        this.toleranceNanos = Math.multiplyExact(intervalNanos, (long) rate.burst());
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @throws OAuthException 429 if the client sent too many
     */
    void count(AppId client) {
        long now = clock.elapsed();
        if (fullAt.size() >= MAX_CLIENTS) {
            // A bucket that is full again says nothing.
            fullAt.values().removeIf(full -> full.get() - now <= 0);
        }
        AtomicLong bucket = fullAt.computeIfAbsent(client, unused -> new AtomicLong(now));
        long before = bucket.get();
        while (debt(before, now) + intervalNanos <= toleranceNanos) {
            if (bucket.compareAndSet(before, now + debt(before, now) + intervalNanos)) {
                return;
            }
            before = bucket.get();
        }
        long wait = debt(before, now) + intervalNanos - toleranceNanos;
        throw new OAuthException(OAuthError.TOO_MANY_REQUESTS, "This client sends too many requests.")
                .withHeader("Retry-After", Long.toString((wait + NANOS - 1) / NANOS));
    }

    // Differences, because elapsed time may overflow.
    private static long debt(long full, long now) {
        return Math.max(full - now, 0);
    }
}
