package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.secret.TokenHash;
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
final class GuessingBrake {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final String KIND = "client.auth";
    private static final int MAX_SUSPECTS = 10_000;

    private final Environment env;
    private final Map<String, Instant> suspects = new ConcurrentHashMap<>();

    GuessingBrake(Environment env) {
        this.env = env;
    }

    /**
     * Stands before the credentials are judged.
     *
     * @throws OAuthException 429 if there were too many failures
     */
    void check(String clientId, String address) {
        String key = key(clientId, address);
        Instant until = suspects.get(key);
        if (until == null) {
            return;
        }
        if (!env.clock().instant().isBefore(until)) {
            suspects.remove(key, until);
            return;
        }
        count(key);
    }

    /** Tells that the credentials were wrong. */
    void failed(String clientId, String address) {
        String key = key(clientId, address);
        Instant now = env.clock().instant();
        if (suspects.size() >= MAX_SUSPECTS) {
            suspects.values().removeIf(until -> !now.isBefore(until));
        }
        if (suspects.size() >= MAX_SUSPECTS) {
            // A flood of invented ids: each then gets one more guess, and memory stays bounded.
            suspects.clear();
        }
        // A suspect's attempt was counted by check() already.
        if (suspects.put(key, now.plus(WINDOW)) == null) {
            count(key);
        }
    }

    /** Tells that the credentials were right: what failed before was a mistake of the same client. */
    void succeeded(String clientId, String address) {
        String key = key(clientId, address);
        if (suspects.remove(key) != null) {
            env.throttles().clear(KIND, key);
        }
    }

    private void count(String key) {
        Optional<Duration> wait = env.throttles().attempt(KIND, key, LIMIT, WINDOW);
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
