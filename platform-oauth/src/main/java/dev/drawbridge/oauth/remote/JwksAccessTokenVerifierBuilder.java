package dev.drawbridge.oauth.remote;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.access.AccessTokenReader;
import dev.drawbridge.oauth.internal.access.CallProofs;
import dev.drawbridge.oauth.internal.access.Challenges;
import dev.drawbridge.oauth.internal.access.PublishedKeys;
import dev.drawbridge.oauth.internal.access.RecentProofs;
import dev.drawbridge.oauth.internal.access.RemoteServer;
import dev.drawbridge.oauth.internal.access.TokenLibrary;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link JwksAccessTokenVerifier}. Not thread-safe. */
public final class JwksAccessTokenVerifierBuilder {

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
    private @Nullable Credentials introspection;
    private @Nullable ReplayStore replays;
    private @Nullable URI resourceMetadata;
    private @Nullable HttpClient client;

    /** With what the authorization server is asked about tokens. */
    private record Credentials(ClientId client, Secret secret) {

        JwksAccessTokenVerifier.Introspection at(RemoteServer server) {
            return token -> server.active(token, client, secret);
        }
    }

    JwksAccessTokenVerifierBuilder(URI issuer, URI resource) {
        this.issuer = issuer;
        this.resource = resource;
    }

    /**
     * Sets how long keys are kept at most; the server's {@code max-age} may shorten it. Default 5 minutes: within that time
     * a revoked key is refused.
     *
     * @param value from 30 seconds to 24 hours
     */
    public JwksAccessTokenVerifierBuilder keysFreshFor(Duration value) {
        fresh = value;
        return this;
    }

    /**
     * Sets for how long the keys that are known serve while the authorization server does not respond. Default 24 hours.
     *
     * @param value at least that of {@link #keysFreshFor}, at most 7 days
     */
    public JwksAccessTokenVerifierBuilder outage(Duration value) {
        outage = value;
        return this;
    }

    /**
     * Sets how far in the future {@code iat} and {@code nbf} may lie, for other machines' clocks. Default 60 seconds. No
     * skew prolongs a token.
     *
     * @param value from zero to 60 seconds
     */
    public JwksAccessTokenVerifierBuilder clockSkew(Duration value) {
        skew = value;
        return this;
    }

    /**
     * Asks the authorization server about every token (RFC 7662), so that revocations count immediately. If it does not
     * respond, nothing is let through. Default: not asked.
     *
     * @param client an app that the platform's host named with {@code AuthorizationServerBuilder.resourceServer}
     * @param secret its client secret
     */
    public JwksAccessTokenVerifierBuilder introspection(ClientId client, Secret secret) {
        introspection = new Credentials(client, secret);
        return this;
    }

    /**
     * Refuses bearer tokens at the guard: every call must prove the key that its token is bound to, as the FAPI 2.0 Security
     * Profile wants it. Default: each token as it was issued.
     */
    public JwksAccessTokenVerifierBuilder requireDpop() {
        boundOnly = true;
        return this;
    }

    /**
     * Sets what remembers used proofs of possession. Default: this process.
     *
     * @param value shared by all processes of this API
     */
    public JwksAccessTokenVerifierBuilder replays(ReplayStore value) {
        replays = value;
        return this;
    }

    /**
     * Sets where the metadata of this resource is (RFC 9728), for challenges. Default: where §3.1 has it below the
     * resource's own host.
     *
     * @param value the URL
     */
    public JwksAccessTokenVerifierBuilder resourceMetadata(URI value) {
        resourceMetadata = value;
        return this;
    }

    /**
     * Sets what sends requests to the authorization server, for a proxy or trust store of the host's own. Default: a client
     * that follows no redirects.
     *
     * @param value the client
     */
    public JwksAccessTokenVerifierBuilder httpClient(HttpClient value) {
        client = value;
        return this;
    }

    /**
     * Sets the clock. Default: the machine's.
     *
     * @param value the clock
     */
    public JwksAccessTokenVerifierBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /**
     * Allows http on a loopback host. Never for production.
     */
    public JwksAccessTokenVerifierBuilder insecureDevelopmentMode() {
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
        return verifier();
    }

    private JwksAccessTokenVerifier verifier() {
        RemoteServer server = new RemoteServer(issuer, client == null ? defaultClient() : client);
        PublishedKeys keys = new PublishedKeys(server, fresh, outage, clock);
        DpopVerifier proofs = DpopVerifier.withoutNonces(
                EnumSet.allOf(SigningAlgorithm.class), replays == null ? new RecentProofs(clock) : replays);
        List<String> algorithms = Stream.of(SigningAlgorithm.values())
                .map(SigningAlgorithm::wireName)
                .toList();
        String metadata = metadata();
        return new JwksAccessTokenVerifier(
                new AccessTokenReader(issuer.toString(), keys),
                introspection == null ? null : introspection.at(server),
                resource.toString(),
                skew,
                clock,
                boundOnly,
                new CallProofs(proofs, origin(resource), clock),
                new Challenges(algorithms, boundOnly, request -> metadata));
    }

    private static HttpClient defaultClient() {
        return HttpClient.newBuilder()
                .connectTimeout(RemoteServer.TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private String metadata() {
        return resourceMetadata == null
                ? origin(resource) + OAuthPaths.RESOURCE_METADATA + resource.getRawPath()
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
