package dev.drawbridge.oauth;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.app.AppPages;
import dev.drawbridge.oauth.app.ClientRules;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.app.OAuthAppRegistry;
import dev.drawbridge.oauth.app.SecretRotator;
import dev.drawbridge.oauth.consent.Connections;
import dev.drawbridge.oauth.consent.ConsentEndpoints;
import dev.drawbridge.oauth.document.ClientDocuments;
import dev.drawbridge.oauth.registration.InitialAccessTokens;
import dev.drawbridge.oauth.registration.RegistrationEndpoints;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.SigningAlgorithm;
import dev.drawbridge.oauth.token.AccessTokenVerifier;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.GrantEnder;
import dev.drawbridge.oauth.token.Lifetimes;
import dev.drawbridge.oauth.token.PkceTokenEndpoint;
import dev.drawbridge.oauth.token.TokenEndpoints;
import dev.drawbridge.oauth.token.TokenKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The authorization server (RFC 6749): registered apps, consent, tokens, and the proof of callers for the guard. Immutable
 * and thread-safe.
 */
public final class AuthorizationServer implements Feature {

    /** Where the host's API is, below the issuer, if the host does not say. */
    public static final String DEFAULT_RESOURCE_PATH = "/api/v1";

    private final Contribution contribution;
    private final OAuthAppRegistry apps;
    private final SecretRotator secretRotator;
    private final Connections connections;
    private final AccessTokenVerifier verifier;
    private final TokenKeys keys;
    private final InitialAccessTokens initialAccessTokens;
    private final PkceTokenEndpoint tokenEndpoint;

    private final Supplier<Readiness> readiness;

    AuthorizationServer(AuthorizationServerBuilder builder) {
        CoreServices env = builder.env();
        OAuthStores stores = builder.stores();
        Lifetimes lifetimes = builder.lifetimes();
        AuthorizationCodes codes = new AuthorizationCodes(env, stores.codes(), lifetimes.code());
        GrantEnder ender = new GrantEnder(env, stores, lifetimes);
        ClientSecrets secrets = new ClientSecrets(stores.secrets(), env.credentials(), env.changes());
        this.secretRotator = new SecretRotator(env, stores.secrets());
        this.apps = new OAuthAppRegistry(env, secretRotator, builder.clientRules());
        AppPages pages = new AppPages(env, apps, secretRotator);
        ClientPolicies policies = new ClientPolicies(builder.clientRules(), env.ipAllowList());
        ResourceCatalog resources = builder.resources().catalog(env);
        ClientDocuments documents = new ClientDocuments(
                env, stores.clientDocuments(), apps, builder.documentReader(), builder.clientDocuments());
        ConsentEndpoints consent = new ConsentEndpoints(
                env,
                stores,
                codes,
                ender,
                new ConsentEndpoints.Settings(resources, policies, documents, builder.consentView()));
        this.connections = consent.connections();
        RegistrationEndpoints registration = new RegistrationEndpoints(
                env, stores, apps, secrets, builder.dynamicRegistration(), builder.registrationReader());
        Map<String, Object> metadata = new HashMap<>(registration.metadata());
        metadata.putAll(documents.metadata());
        TokenEndpoints tokens =
                new TokenEndpoints(env, stores, builder.tokenSettings(resources, policies, metadata), secrets);
        this.verifier = tokens.verifier();
        this.keys = tokens.keys();
        this.initialAccessTokens = registration.initialTokens();
        this.tokenEndpoint = tokens.tokens();
        ClientOrigins origins = new ClientOrigins(builder.crossOrigin());
        Contribution.Builder collected = Contribution.builder();
        pages.panels().forEach(collected::addAppPanel);
        this.contribution = collected
                .addPortalRoutes(pages.routes())
                .addJobs(secretRotator.purgeJob())
                .addRoutes(consent.routes())
                .addRoutes(origins.over(List.of(consent.pushRoute(tokens))))
                .addJobs(consent.purgeJob())
                .addRoutes(origins.over(tokens.routes()))
                .addRoutes(origins.over(registration.routes()))
                .addJobs(registration.job(), documents.job(), new Retention(env, stores).job())
                .addJobs(tokens.jobs())
                .addCallerResolver(tokens.callers())
                .build();
        SigningAlgorithm signing = builder.signingAlgorithm();
        ClientRules rules = builder.clientRules();
        this.readiness = () -> ReadinessRules.judge(
                ReadinessRules.Facts.of(env.issuer(), contribution.routes(), lifetimes, signing, rules));
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
    public static AuthorizationServerBuilder builder(Environment env, OAuthStores stores) {
        return new AuthorizationServerBuilder(env, stores);
    }

    @Override
    public String name() {
        return "authorization server";
    }

    @Override
    public Contribution contribution() {
        return contribution;
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
     * Tells what this server, as it is configured, has of published standards; {@code ReadinessAssert} of the testkit asserts it.
     *
     * @return a report about every standard, computed anew
     */
    public Readiness readiness() {
        return readiness.get();
    }

    /**
     * Returns the token endpoint without transport.
     *
     * @return the same one that stands behind {@code POST /oauth/token}
     */
    public PkceTokenEndpoint tokenEndpoint() {
        return tokenEndpoint;
    }
}
