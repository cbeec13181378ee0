package dev.drawbridge.oauth.access;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.replay.ReplayStore;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.oauth.access.PublishedKeys.KeysUnavailableException;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies access tokens in a service that has no platform and no database: by the keys that the authorization server
 * publishes. Thread-safe; nothing is fetched before the first token comes.
 *
 * <p>It refuses what the platform's own verifier refuses by type, signature, issuer, audience and time, with the same code.
 * Its bounds:
 *
 * <ul>
 *   <li>A key that was revoked is refused within {@link Builder#keysFreshFor} (5 minutes by default), a new key is taken at
 *       once: an unknown name is looked up, once in 30 seconds.
 *   <li>While the authorization server does not answer, the keys that are known serve for {@link Builder#outage} (24 hours by
 *       default). After that, and before there were any keys, tokens are neither good nor bad but {@link Unavailable}.
 *   <li>A token that was revoked, whose grant ended or whose app was revoked stays good until it expires, unless {@link
 *       Builder#introspection} asks about every token: then at once, at the price of one request per call.
 *   <li>A proof of possession (RFC 9449) counts once in this process; {@link Builder#replays} shares that between processes.
 * </ul>
 */
public final class JwksAccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(JwksAccessTokenVerifier.class);

    private final String resource;
    private final Duration skew;
    private final InstantSource clock;
    private final AccessTokenReader reader;
    private final RemoteServer server;
    private final @Nullable Asking asking;
    private final TokenGate<RemoteAccessToken> gate;

    private JwksAccessTokenVerifier(Builder builder, HttpClient client) {
        this.resource = builder.resource.toString();
        this.skew = builder.skew;
        this.clock = builder.clock;
        this.asking = builder.asking;
        this.server = new RemoteServer(builder.issuer, client);
        PublishedKeys.Bounds bounds = new PublishedKeys.Bounds(builder.fresh, builder.outage);
        this.reader =
                new AccessTokenReader(builder.issuer.toString(), new PublishedKeys(server, bounds, builder.clock));
        ReplayStore replays = builder.replays == null ? new RecentProofs(builder.clock) : builder.replays;
        Set<SigningAlgorithm> algorithms = EnumSet.allOf(SigningAlgorithm.class);
        String metadata = builder.metadata();
        boolean boundOnly = builder.boundOnly;
        this.gate = new TokenGate<>(
                (token, request) -> judged(examine(token), boundOnly),
                new TokenGate.Proofs(
                        DpopVerifier.withoutNonces(algorithms, replays),
                        Stream.of(SigningAlgorithm.values())
                                .map(SigningAlgorithm::wireName)
                                .toList(),
                        origin(builder.resource),
                        builder.clock),
                request -> metadata);
    }

    /** Who asks about every token. */
    private record Asking(ClientId client, Secret secret) {}

    /** What a verification found. */
    public sealed interface Verification permits Valid, Invalid, Unavailable {}

    /**
     * The token is good now.
     *
     * @param token the proof
     */
    public record Valid(RemoteAccessToken token) implements Verification {}

    /** The token is malformed, not of this issuer, expired, revoked as far as is known, or for another audience. */
    public record Invalid() implements Verification {}

    /** The authorization server does not answer, and what is known is not enough to decide. */
    public record Unavailable() implements Verification {}

    /**
     * Begins a verifier.
     *
     * @param issuer the authorization server's issuer, character by character; where its metadata is (RFC 8414)
     * @param resource the URL of this API, which must be among {@code aud}
     * @return a builder
     */
    public static Builder builder(URI issuer, URI resource) {
        return new Builder(issuer, resource);
    }

    /**
     * Verifies a bearer token. One that is bound to a key (RFC 9449) is invalid here: it takes a proof, which {@link #guard}
     * asks for.
     *
     * @param token what was presented
     * @return what was found
     */
    public Verification verify(Secret token) {
        Verification found = examine(token);
        return found instanceof Valid valid && valid.token().type() != TokenType.BEARER ? new Invalid() : found;
    }

    /**
     * Returns a guard for the routes of this API.
     *
     * @return a new one, on this verifier
     */
    public RemoteApiGuard guard() {
        return new RemoteApiGuard(gate);
    }

    private Verification examine(Secret token) {
        try {
            Instant now = clock.instant();
            Optional<AccessTokenClaims> claims = reader.read(token)
                    .filter(read ->
                            read.times().good(now, skew) && read.audience().contains(resource));
            if (claims.isEmpty() || (asking != null && !server.active(token, asking.client(), asking.secret()))) {
                return new Invalid();
            }
            return new Valid(new RemoteAccessToken(claims.get()));
        } catch (KeysUnavailableException e) {
            // Logged when the fetch failed.
            return new Unavailable();
        } catch (IOException e) {
            LOG.warn("The authorization server could not be asked about a token: {}", e.toString());
            return new Unavailable();
        }
    }

    private static TokenGate.Verdict<RemoteAccessToken> judged(Verification found, boolean boundOnly) {
        if (found instanceof Valid valid) {
            return new TokenGate.Good<>(valid.token(), valid.token().boundTo(), boundOnly);
        }
        return found instanceof Unavailable ? new TokenGate.Unknown<>() : new TokenGate.Bad<>();
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** Collects the settings of a {@link JwksAccessTokenVerifier}. Not thread-safe. */
    public static final class Builder {

        private static final Duration DAY = Duration.ofDays(1);
        private static final Duration MAX_SKEW = Duration.ofSeconds(60);
        private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

        private final URI issuer;
        private final URI resource;
        private Duration fresh = Duration.ofMinutes(5);
        private Duration outage = DAY;
        private Duration skew = MAX_SKEW;
        private InstantSource clock = PlatformClock.system();
        private boolean development;
        private boolean boundOnly;
        private @Nullable Asking asking;
        private @Nullable ReplayStore replays;
        private @Nullable URI resourceMetadata;
        private @Nullable HttpClient client;

        private Builder(URI issuer, URI resource) {
            this.issuer = issuer;
            this.resource = resource;
        }

        /**
         * Sets how long keys are kept at most; the server's {@code max-age} may shorten it. Default 5 minutes: within that time
         * a revoked key is refused.
         *
         * @param value from 30 seconds to 24 hours
         * @return this
         */
        public Builder keysFreshFor(Duration value) {
            fresh = value;
            return this;
        }

        /**
         * Sets for how long the keys that are known serve while the authorization server does not answer. Default 24 hours.
         *
         * @param value at least that of {@link #keysFreshFor}, at most 7 days
         * @return this
         */
        public Builder outage(Duration value) {
            outage = value;
            return this;
        }

        /**
         * Sets how far in the future {@code iat} and {@code nbf} may lie, for other machines' clocks. Default 60 seconds. No
         * skew prolongs a token.
         *
         * @param value from zero to 60 seconds
         * @return this
         */
        public Builder clockSkew(Duration value) {
            skew = value;
            return this;
        }

        /**
         * Asks the authorization server about every token (RFC 7662), so that revocations count at once. If it does not answer,
         * nothing is let through. Default: not asked.
         *
         * @param client an app that the platform's host named with {@code AuthorizationServerBuilder.resourceServer}
         * @param secret its client secret
         * @return this
         */
        public Builder introspection(ClientId client, Secret secret) {
            asking = new Asking(client, secret);
            return this;
        }

        /**
         * Refuses bearer tokens at the guard: every call must prove the key that its token is bound to, as the FAPI 2.0 Security
         * Profile wants it. Default: each token as it was issued.
         *
         * @return this
         */
        public Builder requireDpop() {
            boundOnly = true;
            return this;
        }

        /**
         * Sets what remembers used proofs of possession. Default: this process.
         *
         * @param value shared by all processes of this API
         * @return this
         */
        public Builder replays(ReplayStore value) {
            replays = value;
            return this;
        }

        /**
         * Sets where the metadata of this resource is (RFC 9728), for challenges. Default: where §3.1 has it below the
         * resource's own host.
         *
         * @param value the URL
         * @return this
         */
        public Builder resourceMetadata(URI value) {
            resourceMetadata = value;
            return this;
        }

        /**
         * Sets what sends requests to the authorization server, for a proxy or trust store of the host's own. Default: a client
         * that follows no redirects.
         *
         * @param value the client
         * @return this
         */
        public Builder httpClient(HttpClient value) {
            client = value;
            return this;
        }

        /**
         * Sets the clock. Default: the machine's.
         *
         * @param value the clock
         * @return this
         */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * Allows http on a loopback host. Never for production.
         *
         * @return this
         */
        public Builder insecureDevelopmentMode() {
            development = true;
            return this;
        }

        /**
         * Checks everything and builds the verifier; sends nothing.
         *
         * @return the verifier
         * @throws ConfigurationException listing every problem
         */
        public JwksAccessTokenVerifier build() {
            List<String> problems = new ArrayList<>(TokenLibrary.problems());
            checkUrl("issuer", issuer, problems);
            checkUrl("resource", resource, problems);
            if (issuer.toString().endsWith("/")) {
                problems.add("issuer: write it as the server's metadata does, without a slash at the end: " + issuer);
            }
            checkBetween("keysFreshFor", fresh, PublishedKeys.MIN_FRESH, DAY, problems);
            checkBetween("outage", outage, fresh, Duration.ofDays(7), problems);
            checkBetween("clockSkew", skew, Duration.ZERO, MAX_SKEW, problems);
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new JwksAccessTokenVerifier(this, client == null ? defaultClient() : client);
        }

        private static HttpClient defaultClient() {
            return HttpClient.newBuilder()
                    .connectTimeout(RemoteServer.TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }

        private String metadata() {
            return resourceMetadata == null
                    ? origin(resource) + "/.well-known/oauth-protected-resource" + resource.getRawPath()
                    : resourceMetadata.toString();
        }

        private void checkUrl(String name, URI url, List<String> problems) {
            boolean plain = "http".equals(url.getScheme()) && development && LOOPBACK_HOSTS.contains(url.getHost());
            if (url.getHost() == null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null
                    || !("https".equals(url.getScheme()) || plain)) {
                problems.add(name + ": use an https URL without query and fragment, not '" + url
                        + "'. Plain http is for loopback hosts in development mode only.");
            }
        }

        private static void checkBetween(
                String name, Duration value, Duration least, Duration most, List<String> problems) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                problems.add(name + ": choose from " + least + " to " + most + ", not " + value + ".");
            }
        }
    }
}
