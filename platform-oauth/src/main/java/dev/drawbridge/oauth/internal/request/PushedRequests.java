package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a {@code request_uri}: what was pushed is kept under its hash, and found again when the browser comes
 * with it (RFC 9126 §4). It is checked again then, like any request: the app may have changed.
 */
public final class PushedRequests {

    /** How long a {@code request_uri} may begin an authorization. */
    static final Duration LIFETIME = Duration.ofSeconds(90);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final String REQUEST_URI = "request_uri";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_CHARACTERS = 43;

    private final PushedRequestStore store;
    private final PlatformClock clock;
    private final SecureRandom random;

    /**
     * Makes the place for pushed requests.
     *
     * @param store where they are kept
     * @param clock the time
     * @param random makes the {@code request_uri}
     */
    public PushedRequests(PushedRequestStore store, PlatformClock clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The parameters of an authorization request, wherever they were.
     *
     * @param parameters those of the query, or those that were pushed
     * @param uri hash of the {@code request_uri}; null if the query itself is the request
     */
    record Resolved(Parameters parameters, @Nullable TokenHash uri) {}

    /** Keeps a request that was found valid, and returns its {@code request_uri}. */
    Secret keep(App app, String parameters) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Secret uri = Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Instant end = clock.instant().plus(LIFETIME);
        store.insert(new PushedRequest(TokenHash.of(uri), app.id(), parameters, end, null));
        return uri;
    }

    /**
     * Replaces a query with one of our {@code request_uri} by what was pushed; beside it only {@code client_id} counts.
     *
     * @param query what the browser brought
     * @param client finds the app that the query names
     * @throws InvalidLinkException if it is unknown, expired, used or another app's
     */
    Resolved resolve(Parameters query, Supplier<App> client) {
        List<String> uris = query.all(REQUEST_URI);
        if (uris.stream().noneMatch(uri -> uri.startsWith(PREFIX))) {
            return new Resolved(query, null);
        }
        App app = client.get();
        if (uris.size() > 1) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST, app);
        }
        PushedRequest pushed = find(uris.get(0))
                .filter(row -> row.app().equals(app.id()) && row.open(clock.instant()))
                .orElseThrow(() -> new InvalidLinkException(Reason.INVALID_REQUEST_URI, app));
        return new Resolved(Parameters.parse(pushed.parameters()), pushed.hash());
    }

    private Optional<PushedRequest> find(String uri) {
        return uri.length() == PREFIX.length() + RANDOM_CHARACTERS ? store.find(TokenHash.of(uri)) : Optional.empty();
    }

    /**
     * Returns how long a request is kept after its end. What began in time may be decided as long as its interaction lives;
     * then nobody asks for the row.
     *
     * @param decision how long a user has to decide
     * @return the time
     */
    public static Duration kept(Duration decision) {
        return decision.plusMinutes(5);
    }
}
