package dev.drawbridge.oauth;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.app.AppChanges;
import dev.drawbridge.oauth.app.AppForm;
import dev.drawbridge.oauth.app.AppIds;
import dev.drawbridge.oauth.app.AppNotices;
import dev.drawbridge.oauth.app.AppPortal;
import dev.drawbridge.oauth.app.AppRules;
import dev.drawbridge.oauth.app.ClientRules;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.app.CredentialsPage;
import dev.drawbridge.oauth.app.OAuthAppRegistry;
import dev.drawbridge.oauth.app.OncePerKey;
import dev.drawbridge.oauth.app.SecretRotator;
import dev.drawbridge.oauth.consent.Connections;
import dev.drawbridge.oauth.consent.ConsentEndpoints;
import dev.drawbridge.oauth.document.ClientDocuments;
import dev.drawbridge.oauth.document.DescribedApps;
import dev.drawbridge.oauth.document.DocumentRefresh;
import dev.drawbridge.oauth.registration.DynamicRegistration;
import dev.drawbridge.oauth.registration.InitialAccessTokens;
import dev.drawbridge.oauth.registration.ManagementEndpoint;
import dev.drawbridge.oauth.registration.RegistrationEndpoint;
import dev.drawbridge.oauth.registration.RegistrationEndpoints;
import dev.drawbridge.oauth.registration.Registrations;
import dev.drawbridge.oauth.registration.UnusedClients;
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
        AppStore appStore = env.stores().apps();
        AppNotices notices = new AppNotices(env.journal(), env.changes(), env.mails(), env.issuer());
        AppIds ids = new AppIds(env.ids(), env.credentials());
        this.secretRotator = new SecretRotator(
                stores.secrets(), appStore, notices, env.credentials(), env.ids(), env.transactions(), env.clock());
        this.apps = new OAuthAppRegistry(
                appStore,
                new AppChanges(appStore, env.throttles(), notices, env.clock()),
                new AppRules(
                        env.scopes(),
                        env.reservedNames(),
                        builder.clientRules(),
                        env.egress().rules()),
                secretRotator,
                notices,
                ids,
                env.transactions(),
                env.clock());
        OncePerKey once = new OncePerKey(env.stores().replays(), env.oneTimeForms(), env.transactions(), env.clock());
        AppPortal portal = new AppPortal(
                apps,
                notices,
                once,
                new AppForm(env.scopes(), env.productName()),
                env.grants(),
                env.issuer(),
                env.transactions(),
                env.clock());
        CredentialsPage credentials =
                new CredentialsPage(secretRotator, notices, once, env.transactions(), env.clock());
        ClientPolicies policies = new ClientPolicies(builder.clientRules(), env.ipAllowList());
        ResourceCatalog resources = builder.resources().catalog(env);
        DescribedApps described = new DescribedApps(
                appStore, apps, stores.clientDocuments(), builder.clientDocuments(), env.transactions(), env.clock());
        ClientDocuments documents = new ClientDocuments(
                env.egress(),
                env.apps(),
                described,
                builder.documentReader(),
                builder.clientDocuments(),
                env.throttles(),
                env.clock());
        DocumentRefresh documentRefresh = new DocumentRefresh(
                stores.clientDocuments(), appStore, env.grants(), documents::readAgain, env.clock());
        ConsentEndpoints consent = new ConsentEndpoints(
                env,
                stores,
                codes,
                ender,
                new ConsentEndpoints.Settings(resources, policies, documents, builder.consentView()));
        this.connections = consent.connections();
        DynamicRegistration dynamic = builder.dynamicRegistration();
        Registrations registrations = new Registrations(
                stores.registrations(),
                stores.initialTokens(),
                apps,
                appStore,
                ids,
                env.credentials(),
                env.transactions(),
                env.clock());
        RegistrationEndpoints registration = new RegistrationEndpoints(
                dynamic.enabled(),
                new RegistrationEndpoint(
                        dynamic,
                        builder.registrationReader(),
                        registrations,
                        stores.initialTokens(),
                        env.throttles(),
                        env.issuer(),
                        env.clock()),
                new ManagementEndpoint(builder.registrationReader(), registrations, secrets, env.issuer(), env.clock()),
                env.issuer());
        UnusedClients unused = new UnusedClients(
                stores.registrations(),
                stores.initialTokens(),
                apps,
                appStore,
                env.grants(),
                env.transactions(),
                env.clock());
        Map<String, Object> metadata = new HashMap<>(registration.metadata());
        metadata.putAll(documents.metadata());
        TokenEndpoints tokens =
                new TokenEndpoints(env, stores, builder.tokenSettings(resources, policies, metadata), secrets);
        this.verifier = tokens.verifier();
        this.keys = tokens.keys();
        this.initialAccessTokens = new InitialAccessTokens(
                stores.initialTokens(), env.credentials(), env.ids(), env.journal(), env.transactions(), env.clock());
        this.tokenEndpoint = tokens.tokens();
        ClientOrigins origins = new ClientOrigins(builder.crossOrigin());
        this.contribution = Contribution.builder()
                .addAppPanel(credentials)
                .addAppPanel(portal.settings())
                .addPortalRoutes(portal.routes())
                .addJobs(secretRotator.purgeJob())
                .addRoutes(consent.routes())
                .addRoutes(origins.over(List.of(consent.pushRoute(tokens))))
                .addJobs(consent.purgeJob())
                .addRoutes(origins.over(tokens.routes()))
                .addRoutes(origins.over(registration.routes()))
                .addJobs(unused.job(), documentRefresh.job(), new Retention(env, stores).job())
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
