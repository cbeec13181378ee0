package dev.drawbridge.oauth;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.Parts;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.app.AppPages;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.app.OAuthAppRegistry;
import dev.drawbridge.oauth.app.SecretRotator;
import dev.drawbridge.oauth.consent.Connections;
import dev.drawbridge.oauth.consent.ConsentEndpoints;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.registration.DynamicRegistration;
import dev.drawbridge.oauth.registration.InitialAccessTokens;
import dev.drawbridge.oauth.registration.RegistrationEndpoints;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import dev.drawbridge.oauth.token.AccessTokenVerifier;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.ClientRules;
import dev.drawbridge.oauth.token.GrantEnder;
import dev.drawbridge.oauth.token.Lifetimes;
import dev.drawbridge.oauth.token.PkceTokenEndpoint;
import dev.drawbridge.oauth.token.TokenEndpoints;
import dev.drawbridge.oauth.token.TokenKeys;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The authorization server (RFC 6749): registered apps, consent, tokens, and the proof of callers for the guard. Immutable
 * and thread-safe.
 */
public final class AuthorizationServer implements Feature {

    /** Where the host's API is, below the issuer, if the host does not say. */
    public static final String DEFAULT_RESOURCE_PATH = "/api/v1";

    private final Parts parts;
    private final OAuthAppRegistry apps;
    private final SecretRotator secretRotator;
    private final Connections connections;
    private final AccessTokenVerifier verifier;
    private final TokenKeys keys;
    private final InitialAccessTokens initialAccessTokens;
    private final PkceTokenEndpoint tokenEndpoint;

    private AuthorizationServer(Builder builder) {
        Environment env = builder.env;
        OAuthStores stores = builder.stores;
        Lifetimes lifetimes = builder.lifetimes;
        AuthorizationCodes codes = new AuthorizationCodes(env, stores.codes(), lifetimes.code());
        GrantEnder ender = new GrantEnder(env, stores, lifetimes);
        ClientSecrets secrets = new ClientSecrets(stores.secrets(), env.credentials(), env.changes());
        this.secretRotator = new SecretRotator(env, stores.secrets());
        this.apps = new OAuthAppRegistry(env, secretRotator);
        AppPages pages = new AppPages(env, apps, secretRotator);
        this.connections = new Connections(env, ender);
        ClientPolicies policies = new ClientPolicies(builder.clientRules(), env.ipAllowList());
        ResourceCatalog resources = builder.resources.catalog(env);
        ConsentEndpoints consent = new ConsentEndpoints(env, stores, codes, ender, connections, resources, policies);
        RegistrationEndpoints registration =
                new RegistrationEndpoints(env, stores, apps, secrets, builder.dynamicRegistration);
        TokenEndpoints tokens = new TokenEndpoints(
                env, stores, builder.tokenSettings(resources, policies, registration.metadata()), secrets);
        this.verifier = tokens.verifier();
        this.keys = tokens.keys();
        this.initialAccessTokens = registration.initialTokens();
        this.tokenEndpoint = tokens.tokens();
        Parts.Builder collected = Parts.builder();
        pages.panels().forEach(collected::addAppPanel);
        this.parts = collected
                .addPortalRoutes(pages.routes())
                .addJobs(secretRotator.purgeJob())
                .addRoutes(consent.routes())
                .addRoutes(builder.crossOrigin.over(List.of(consent.pushRoute(tokens))))
                .addJobs(consent.purgeJob())
                .addRoutes(builder.crossOrigin.over(tokens.routes()))
                .addRoutes(builder.crossOrigin.over(registration.routes()))
                .addJobs(registration.job())
                .addJobs(tokens.jobs())
                .addCallerResolver(tokens.callers())
                .build();
    }

    /**
     * Makes an authorization server with default lifetimes, signing with ES256.
     *
     * @param env the shared services
     * @param stores where codes, families, keys and secrets are kept
     * @return the feature
     */
    public static AuthorizationServer on(Environment env, OAuthStores stores) {
        return builder(env, stores).build();
    }

    /**
     * Begins an authorization server with settings of its own.
     *
     * @param env the shared services
     * @param stores where codes, families, keys and secrets are kept
     * @return a builder
     */
    public static Builder builder(Environment env, OAuthStores stores) {
        return new Builder(env, stores);
    }

    @Override
    public String name() {
        return "authorization server";
    }

    @Override
    public Parts parts() {
        return parts;
    }

    /**
     * Returns what registers, edits and revokes apps.
     *
     * @return the registry
     */
    public OAuthAppRegistry apps() {
        return apps;
    }

    /**
     * Returns what replaces client secrets.
     *
     * @return the rotator
     */
    public SecretRotator secrets() {
        return secretRotator;
    }

    /**
     * Returns the apps that companies connected, for pages of the host's own.
     *
     * @return the same instance every time
     */
    public Connections connections() {
        return connections;
    }

    /**
     * Returns what verifies access tokens for the default resource, for hosts that do not use the guard.
     *
     * @return the same one that the guard asks; {@link AccessTokenVerifier#forResource} makes one for another resource
     */
    public AccessTokenVerifier verifier() {
        return verifier;
    }

    /**
     * Returns the keys that sign access tokens, to revoke one in an emergency.
     *
     * @return the same instance every time
     */
    public TokenKeys keys() {
        return keys;
    }

    /**
     * Returns what makes the tokens that let clients register themselves, if the host chose that.
     *
     * @return the same instance every time
     */
    public InitialAccessTokens initialAccessTokens() {
        return initialAccessTokens;
    }

    /**
     * Returns the token endpoint without transport.
     *
     * @return the same one that stands behind {@code POST /oauth/token}
     */
    public PkceTokenEndpoint tokenEndpoint() {
        return tokenEndpoint;
    }

    /** Collects the settings of an {@link AuthorizationServer}. Not thread-safe. */
    public static final class Builder {

        private final Environment env;
        private final OAuthStores stores;
        private Lifetimes lifetimes = Lifetimes.DEFAULTS;
        private SigningAlgorithm signingAlgorithm = SigningAlgorithm.ES256;
        private final ResourceSettings resources = new ResourceSettings();
        private final Set<ClientId> namingTokenEndpoint = new HashSet<>();
        private DpopVerifier.NoncePolicy dpopNonces = DpopVerifier.NoncePolicy.OPTIONAL;
        private boolean dpopOnly;
        private boolean pushedOnly;
        private DynamicRegistration dynamicRegistration = DynamicRegistration.closed();
        private CrossOrigin crossOrigin = CrossOrigin.ANY;

        private Builder(Environment env, OAuthStores stores) {
            this.env = env;
            this.stores = stores;
        }

        /**
         * Sets how long an authorization code lives. Default 60 s; RFC 6749 §4.1.2 allows 10 minutes at most.
         *
         * @param value more than zero, at most 10 minutes
         * @return this
         */
        public Builder codeLifetime(Duration value) {
            lifetimes = new Lifetimes(
                    value,
                    lifetimes.accessToken(),
                    lifetimes.refreshAbsolute(),
                    lifetimes.refreshIdle(),
                    lifetimes.grace());
            return this;
        }

        /**
         * Sets how long an access token lives. Default 1 hour.
         *
         * @param value from 1 minute to 24 hours
         * @return this
         */
        public Builder accessTokenLifetime(Duration value) {
            lifetimes = new Lifetimes(
                    lifetimes.code(), value, lifetimes.refreshAbsolute(), lifetimes.refreshIdle(), lifetimes.grace());
            return this;
        }

        /**
         * Sets how long refresh tokens live. Default 90 days, 30 without use.
         *
         * @param absolute from the redemption of the code, however busy
         * @param idle without a refresh, at most {@code absolute}
         * @return this
         */
        public Builder refreshLifetime(Duration absolute, Duration idle) {
            lifetimes = new Lifetimes(lifetimes.code(), lifetimes.accessToken(), absolute, idle, lifetimes.grace());
            return this;
        }

        /**
         * Sets for how long a replaced refresh token still counts as a retry of the same client. Default 10 s; zero means
         * that every second use is a replay.
         *
         * @param value from zero to 5 minutes
         * @return this
         */
        public Builder refreshGrace(Duration value) {
            lifetimes = new Lifetimes(
                    lifetimes.code(),
                    lifetimes.accessToken(),
                    lifetimes.refreshAbsolute(),
                    lifetimes.refreshIdle(),
                    value);
            return this;
        }

        /**
         * Sets how access tokens are signed. Default ES256. After a change the old keys stay published until their last
         * token has expired.
         *
         * @param value the algorithm
         * @return this
         */
        public Builder signingAlgorithm(SigningAlgorithm value) {
            signingAlgorithm = value;
            return this;
        }

        /**
         * Sets where the host's API is: issuer and path are the resource (RFC 8707) and so {@code aud} of access tokens.
         * Default {@value #DEFAULT_RESOURCE_PATH}.
         *
         * @param value begins with a slash and does not end with one
         * @return this
         */
        public Builder resourcePath(String value) {
            resources.path(value);
            return this;
        }

        /**
         * Adds a resource (RFC 8707) beside the default one, or describes the default one: then its URI is issuer and
         * resource path. Apps name the resources that they want tokens for, and a token is good for those alone. Resources
         * below the issuer are told apart by path: the guard refuses tokens for others, and their metadata (RFC 9728) is
         * published here. May be called several times.
         *
         * @param value the resource
         * @return this
         */
        public Builder resource(ProtectedResource value) {
            resources.add(value);
            return this;
        }

        /**
         * Lets an app ask {@code /oauth/introspect} about every access token for the default resource (RFC 7662), for a part
         * of the host's API that runs elsewhere. Without this an app learns about its own tokens only. May be called several times.
         *
         * @param value the client id of an app with a secret; it counts from when such an app is registered
         * @return this
         */
        public Builder resourceServer(ClientId value) {
            resources.addServer(value, null);
            return this;
        }

        /**
         * Lets an app ask {@code /oauth/introspect} about every access token for a resource (RFC 7662). May be called several
         * times, also for one app.
         *
         * @param value the client id of an app with a secret; it counts from when such an app is registered
         * @param resource a resource that the builder is told of
         * @return this
         */
        public Builder resourceServer(ClientId value, URI resource) {
            resources.addServer(value, resource);
            return this;
        }

        /**
         * Demands a nonce of this server in every proof of possession (RFC 9449 §8, §9), which bounds their age by the
         * server's clock. Costs each client one more request every few minutes. Default: not demanded.
         *
         * @return this
         */
        public Builder requireDpopNonce() {
            dpopNonces = DpopVerifier.NoncePolicy.REQUIRED;
            return this;
        }

        /**
         * Sets which origins' pages may call the endpoints that apps call themselves. Default: {@link CrossOrigin#ANY}.
         *
         * @param value the policy
         * @return this
         */
        public Builder crossOrigin(CrossOrigin value) {
            crossOrigin = value;
            return this;
        }

        /**
         * Lets an app name the URL of the token endpoint as the audience of its client assertions (RFC 7523 §3), for old
         * programs that cannot name the issuer. Default: the issuer alone, as other servers could be sent such an assertion.
         * May be called several times.
         *
         * @param value the client id of an app that authenticates with {@code private_key_jwt}
         * @return this
         */
        public Builder acceptTokenEndpointAudience(ClientId value) {
            namingTokenEndpoint.add(value);
            return this;
        }

        /**
         * Sets whether and how clients may register themselves (RFC 7591). Default: {@link DynamicRegistration#closed()}.
         *
         * @param value the setting
         * @return this
         */
        public Builder dynamicRegistration(DynamicRegistration value) {
            dynamicRegistration = value;
            return this;
        }

        private ClientRules clientRules() {
            return new ClientRules(
                    ClientRules.DEFAULTS.methods(),
                    ClientRules.DEFAULTS.algorithms(),
                    dpopOnly,
                    pushedOnly,
                    namingTokenEndpoint);
        }

        private TokenEndpoints.Settings tokenSettings(
                ResourceCatalog catalog, ClientPolicies clients, Map<String, Object> moreMetadata) {
            return new TokenEndpoints.Settings(
                    lifetimes,
                    signingAlgorithm,
                    catalog,
                    resources.servers(catalog),
                    dpopNonces,
                    clients,
                    moreMetadata);
        }

        /**
         * Takes authorization requests only if the app pushed them to {@code /oauth/par} before (RFC 9126 §5). Default: apps
         * may push them or send them through the browser.
         *
         * @return this
         */
        public Builder requirePushedAuthorizationRequests() {
            pushedOnly = true;
            return this;
        }

        /**
         * Gives tokens only to clients that prove to hold a key (RFC 9449), and binds every token to it. Bearer tokens are
         * refused then. Default: each app decides by itself whether it sends proofs.
         *
         * @return this
         */
        public Builder requireDpop() {
            dpopOnly = true;
            return this;
        }

        /**
         * Opens the signing keys, or makes the first one, and puts everything together.
         *
         * @return the authorization server
         * @throws ConfigurationException if a setting is out of its bounds, or the master key does not open the signing keys
         */
        public AuthorizationServer build() {
            List<String> problems = new ArrayList<>(lifetimes.problems());
            problems.addAll(dynamicRegistration.problems(env.scopes()));
            problems.addAll(resources.problems(env));
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new AuthorizationServer(this);
        }
    }
}
