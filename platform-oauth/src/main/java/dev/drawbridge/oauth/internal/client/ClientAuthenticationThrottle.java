package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.internal.throttle.BoundedThrottleStore;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down whoever guesses a client's secret: {@value #LIMIT} failures a minute for one client and address, counted over
 * all nodes. Others are never locked out, as the address belongs to the key. Thread-safe.
 *
 * <p>A client that never fails costs no query: only after a failure on this node are attempts of that client and address
 * counted before they are judged, for as long as the failure counts.
 */
public final class ClientAuthenticationThrottle {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final String KIND = "client.auth";
    private static final int MAX_SUSPECTS = 10_000;

    private final Throttles throttles;
    private final Throttles ofUnknownClients;
    private final PlatformClock clock;
    private final Map<String, Suspect> suspects = new ConcurrentHashMap<>();

    /**
     * Makes a throttle that suspects nobody yet.
     *
     * @param throttles counts over all nodes
     * @param clock the time
     */
    public ClientAuthenticationThrottle(Throttles throttles, PlatformClock clock) {
        this.throttles = throttles;
        this.ofUnknownClients = new Throttles(new BoundedThrottleStore(MAX_SUSPECTS), clock);
        this.clock = clock;
    }

    /** Who failed: until when that counts, and whether there is such a client; if not no row is kept. */
    private record Suspect(Instant until, boolean known) {

        boolean over(Instant now) {
            return !now.isBefore(until);
        }
    }

    /**
     * Refuses further guesses; called before the credentials are judged.
     *
     * @throws OAuthException 429 if there were too many failures
     */
    void check(String clientId, String address) {
        String key = key(clientId, address);
        Suspect suspect = suspects.get(key);
        if (suspect == null) {
            return;
        }
        if (suspect.over(clock.instant())) {
            suspects.remove(key, suspect);
            return;
        }
        count(key, suspect.known());
    }

    /** Tells that the credentials were wrong. */
    void failed(String clientId, String address, boolean known) {
        String key = key(clientId, address);
        Instant now = clock.instant();
        if (suspects.size() >= MAX_SUSPECTS) {
            suspects.values().removeIf(suspect -> suspect.over(now));
        }
        if (suspects.size() >= MAX_SUSPECTS) {
            // A flood of invented ids: each then gets one more guess, and memory stays bounded.
            suspects.clear();
        }
        // A suspect's attempt was counted by check() already.
        if (suspects.put(key, new Suspect(now.plus(WINDOW), known)) == null) {
            count(key, known);
        }
    }

    /** Tells that the credentials were right: what failed before was a mistake of the same client. */
    void succeeded(String clientId, String address) {
        String key = key(clientId, address);
        if (suspects.remove(key) != null) {
            throttles.clear(KIND, key);
        }
    }

    private void count(String key, boolean known) {
        Optional<Duration> wait = (known ? throttles : ofUnknownClients).attempt(KIND, key, LIMIT, WINDOW);
        if (wait.isPresent()) {
            throw new OAuthException(
                            OAuthError.TOO_MANY_REQUESTS, "Too many failed attempts of this client from this address.")
                    .withHeader("Retry-After", Long.toString(wait.get().toSeconds() + 1));
        }
    }

    // Hashed: what was presented as an id can be anything.
    private static String key(String clientId, String address) {
        return TokenHash.of(clientId).value() + "|" + address;
    }
}
