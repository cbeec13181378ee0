package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.consent.InvalidLinkException.Reason;
import dev.drawbridge.oauth.store.PushedRequest;
import dev.drawbridge.oauth.store.PushedRequestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a {@code request_uri}: what was pushed is kept under its hash, and found again when the browser comes
 * with it (RFC 9126 §4). What was pushed is judged again then, by the same checks as any request: the app may have changed.
 */
final class PushedRequests {

    /** How long a {@code request_uri} may begin an authorization. */
    static final Duration LIFETIME = Duration.ofSeconds(90);

    // What was begun in time may be answered as long as its interaction lives; then nobody asks for the row.
    private static final Duration KEPT = AuthorizationEndpoint.INTERACTION_LIFETIME.plusMinutes(5);
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final String REQUEST_URI = "request_uri";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_CHARACTERS = 43;

    private final CoreServices env;
    private final PushedRequestStore store;

    PushedRequests(CoreServices env, PushedRequestStore store) {
        this.env = env;
        this.store = store;
    }

    /**
     * What an authorization request asks for, wherever it stood.
     *
     * @param parameters those of the query, or those that were pushed
     * @param pushed hash of the {@code request_uri}; null if the query itself is the request
     */
    record Asked(Parameters parameters, @Nullable TokenHash pushed) {}

    /** Keeps a request that was found valid, and returns its {@code request_uri}. */
    Secret keep(App app, String parameters) {
        byte[] bytes = new byte[RANDOM_BYTES];
        env.random().nextBytes(bytes);
        Secret uri = Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Instant end = env.clock().instant().plus(LIFETIME);
        store.insert(new PushedRequest(TokenHash.of(uri), app.id(), parameters, end, null));
        return uri;
    }

    /**
     * Replaces a query with one of our {@code request_uri} by what was pushed; beside it only {@code client_id} counts.
     *
     * @throws InvalidLinkException if it is unknown, expired, used or another app's
     */
    Asked resolve(Parameters query) {
        List<String> uris = query.all(REQUEST_URI);
        if (uris.stream().noneMatch(uri -> uri.startsWith(PREFIX))) {
            return new Asked(query, null);
        }
        App app = AuthorizationTarget.usableApp(env, query);
        if (uris.size() > 1) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST, app);
        }
        PushedRequest pushed = find(uris.get(0))
                .filter(row ->
                        row.app().equals(app.id()) && row.open(env.clock().instant()))
                .orElseThrow(() -> new InvalidLinkException(Reason.INVALID_REQUEST_URI, app));
        return new Asked(Parameters.parse(pushed.parameters()), pushed.hash());
    }

    private Optional<PushedRequest> find(String uri) {
        return uri.length() == PREFIX.length() + RANDOM_CHARACTERS ? store.find(TokenHash.of(uri)) : Optional.empty();
    }

    /** Deletes a batch of what nobody can use any more, and returns how many. */
    int purge(int limit) {
        return store.purge(env.clock().coordination().minus(KEPT), limit);
    }
}
