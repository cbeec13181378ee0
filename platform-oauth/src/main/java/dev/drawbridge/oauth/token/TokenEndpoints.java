package dev.drawbridge.oauth.token;

import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.access.CallProofs;
import dev.drawbridge.oauth.access.Challenges;
import dev.drawbridge.oauth.app.ClientRules;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.assertion.ClientKeys;
import dev.drawbridge.oauth.dpop.DpopProof;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.jwt.SigningKeys;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.JwkThumbprint;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together everything about tokens: keys, grants, endpoints, verification, background work. */
public final class TokenEndpoints {

    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration KEY_INTERVAL = Duration.ofHours(1);

    private final CoreServices env;
    private final OAuthStores stores;
    private final SigningKeys keys;
    private final ClientPolicies policies;
    private final Metadata metadata;
    private final AccessTokenVerifier verifier;
    private final DpopVerifier proofs;
    private final ClientAuthentication authentication;
    private final PkceTokenEndpoint tokens;
    private final RevocationEndpoint revocation;
    private final IntrospectionEndpoint introspection;

    /**
     * What a host decides about tokens.
     *
     * @param lifetimes how long they live
     * @param algorithm how access tokens are signed
     * @param resources the host's APIs, {@code aud} of access tokens
     * @param resourceServers the clients that may ask about every access token for a resource, each with its resources
     * @param dpopNonces whether proofs of possession must have a nonce
     * @param clients what clients and their requests must have
     * @param requests how many requests one client may send
     * @param moreMetadata what other packages add to the server's metadata
     */
    public record Settings(
            Lifetimes lifetimes,
            SigningAlgorithm algorithm,
            ResourceCatalog resources,
            Map<ClientId, List<ProtectedResource>> resourceServers,
            DpopVerifier.NoncePolicy dpopNonces,
            ClientPolicies clients,
            RequestsPerClient requests,
            Map<String, Object> moreMetadata) {

        /** Copies the maps. */
        public Settings {
            resourceServers = Map.copyOf(resourceServers);
            moreMetadata = Map.copyOf(moreMetadata);
        }
    }

    /**
     * Opens the signing keys, or makes the first one, and puts the endpoints together.
     *
     * @param env the shared services
     * @param stores where codes, families, installations and keys are kept
     * @param settings what the host decided
     * @param secrets what checks client secrets
     */
    public TokenEndpoints(CoreServices env, OAuthStores stores, Settings settings, ClientSecrets secrets) {
        Lifetimes lifetimes = settings.lifetimes();
        ResourceCatalog resources = settings.resources();
        this.env = env;
        this.stores = stores;
        this.keys = SigningKeys.open(env, stores.keys(), settings.algorithm(), lifetimes.accessToken());
        ClientRules rules = settings.clients().rules();
        this.policies = settings.clients();
        this.metadata = new Metadata(env, keys, settings);
        AccessTokens accessTokens = new AccessTokens(env, keys, lifetimes.accessToken());
        this.verifier = new AccessTokenVerifier(env, accessTokens, policies, resources);
        this.authentication =
                new ClientAuthentication(env, policies, secrets, clientKeys(env, rules), settings.requests());
        RefreshTokens refreshTokens = new RefreshTokens(env);
        RefreshTokenGrant.Parts parts = new RefreshTokenGrant.Parts(
                new RefreshFamilies(env, stores.families(), lifetimes),
                refreshTokens,
                new TokenIssuer(accessTokens, refreshTokens),
                new ResourceIndicators(resources),
                new MembershipCheck(env));
        this.proofs = PresentedProofs.verifier(env, rules, settings.dpopNonces());
        this.tokens = new PkceTokenEndpoint(
                authentication,
                policies,
                grants(env, stores, settings, parts),
                new PresentedProofs(env, proofs, OAuthPaths.TOKEN));
        this.revocation = new RevocationEndpoint(env, authentication, accessTokens, parts, stores.families());
        this.introspection = new IntrospectionEndpoint(
                authentication,
                new AccessTokenStatus(env, verifier, parts.members(), settings.resourceServers()),
                new RefreshTokenStatus(env, stores.families(), refreshTokens, parts.members()));
    }

    private static ClientKeys clientKeys(CoreServices env, ClientRules rules) {
        ClientKeys.Terms terms =
                new ClientKeys.Terms(rules.algorithms(), env.issuer() + OAuthPaths.TOKEN, rules.namingTokenEndpoint());
        return new ClientKeys(terms, env.egress(), env.clock());
    }

    private static PkceTokenEndpoint.Grants grants(
            CoreServices env, OAuthStores stores, Settings settings, RefreshTokenGrant.Parts parts) {
        CachedInstallations installations = new CachedInstallations(env, stores.installations()::defaultCompany);
        return new PkceTokenEndpoint.Grants(
                new AuthorizationCodeGrant(env, stores.codes(), parts),
                new RefreshTokenGrant(
                        env,
                        stores.families(),
                        settings.lifetimes(),
                        settings.clients().rules().rotation(),
                        parts),
                new ClientCredentialsGrant(env, installations, parts));
    }

    /**
     * Returns the endpoints for tokens, revocation, introspection, keys and metadata.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return Stream.concat(
                        new TokenRoutes(tokens, revocation, introspection).routes().stream(),
                        metadata.routes().stream())
                .toList();
    }

    /**
     * Makes the route of an endpoint of another package at which clients authenticate as they do at the token endpoint, and
     * where a refusal becomes the same JSON. A proof of possession (RFC 9449) is verified if there is one.
     *
     * @param path where it is, below the issuer
     * @param endpoint what answers an authenticated client
     * @return the route, for POST
     */
    public Route route(String path, ClientEndpoint endpoint) {
        PresentedProofs presented = new PresentedProofs(env, proofs, path);
        return Route.clientEndpoint(
                "POST",
                path,
                http -> TokenRoutes.answer(http, request -> {
                    AuthenticatedClient client = authentication.authenticate(request);
                    Optional<DpopProof> proof = presented.read(request);
                    JwkThumbprint key = proof.map(DpopProof::thumbprint).orElse(null);
                    Response answer = endpoint.answer(client.app(), key, request.parameters());
                    authentication.used(client);
                    return proof.flatMap(DpopProof::nextNonce)
                            .map(nonce -> answer.with("DPoP-Nonce", nonce))
                            .orElse(answer);
                }));
    }

    /**
     * Returns the background work: forgetting what has expired, and the care of the signing keys.
     *
     * @return the jobs
     */
    public Job[] jobs() {
        return new Job[] {
            new Job("oauth-purge", PURGE_INTERVAL, true, new OAuthPurge(env, stores)::runOnce),
            new Job("signing-keys", KEY_INTERVAL, true, keys::maintain)
        };
    }

    /**
     * Returns what proves callers by their access token for the guard.
     *
     * @return a new one, on {@link #verifier}
     */
    public CallerResolver callers() {
        ResourceCatalog resources = verifier.resources();
        return new TokenCallers(
                verifier,
                policies,
                new CallProofs(proofs, env.issuer().toString(), env.clock()),
                new Challenges(
                        policies.rules().algorithmNames(),
                        policies.rules().senderConstrained(),
                        request -> metadata.resourceUrl(
                                resources.at(request.path()).orElse(resources.standard()))));
    }

    /**
     * Returns what verifies access tokens.
     *
     * @return the same instance every time
     */
    public AccessTokenVerifier verifier() {
        return verifier;
    }

    /**
     * Returns the keys that sign access tokens.
     *
     * @return a new view of the same keys
     */
    public TokenKeys keys() {
        return new TokenKeys(keys);
    }

    /**
     * Returns the token endpoint without transport.
     *
     * @return the same instance every time
     */
    public PkceTokenEndpoint tokens() {
        return tokens;
    }
}
