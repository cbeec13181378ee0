package dev.drawbridge.oauth;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.internal.access.TokenLibrary;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.client.RequestsPerClient;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.resource.ResourceSettings;
import dev.drawbridge.oauth.internal.token.Lifetimes;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link AuthorizationServer}. Not thread-safe. */
public final class AuthorizationServerBuilder {

    private final CoreServices env;
    private final OAuthStores stores;
    private Duration code = Lifetimes.DEFAULTS.code();
    private Duration accessToken = Lifetimes.DEFAULTS.accessToken();
    private Duration refreshAbsolute = Lifetimes.DEFAULTS.refreshAbsolute();
    private Duration refreshIdle = Lifetimes.DEFAULTS.refreshIdle();
    private Duration grace = Lifetimes.DEFAULTS.grace();
    private SigningAlgorithm signingAlgorithm = SigningAlgorithm.ES256;
    private final ResourceSettings resources = new ResourceSettings();
    private final Set<ClientId> namingTokenEndpoint = new HashSet<>();
    private final Set<ClientId> firstParty = new HashSet<>();
    private Set<String> redirectSchemes = Set.of();
    private @Nullable ConsentView consentView;
    private DpopVerifier.NoncePolicy dpopNonces = DpopVerifier.NoncePolicy.OPTIONAL;
    private Profile profile = Profile.OAUTH21;
    private RequestsPerClient requestsPerClient = RequestsPerClient.DEFAULT;
    private boolean dpopOnly;
    private boolean pushedOnly;
    private DynamicRegistration dynamicRegistration = DynamicRegistration.closed();
    private @Nullable ClientDocumentPolicy clientDocuments;
    private CrossOrigin crossOrigin = CrossOrigin.ANY;

    AuthorizationServerBuilder(Environment env, OAuthStores stores) {
        this.env = CoreServices.of(env);
        this.stores = stores;
    }

    /**
     * Sets how long an authorization code lives. Default 60 s; RFC 6749 §4.1.2 allows 10 minutes at most.
     *
     * @param value more than zero, at most 10 minutes
     */
    public AuthorizationServerBuilder codeLifetime(Duration value) {
        code = value;
        return this;
    }

    /**
     * Sets how long an access token lives. Default 1 hour.
     *
     * @param value from 1 minute to 24 hours
     */
    public AuthorizationServerBuilder accessTokenLifetime(Duration value) {
        accessToken = value;
        return this;
    }

    /**
     * Sets how long refresh tokens live. Default 90 days, 30 without use.
     *
     * @param absolute from the redemption of the code, however busy
     * @param idle without a refresh, at most {@code absolute}
     */
    public AuthorizationServerBuilder refreshLifetime(Duration absolute, Duration idle) {
        refreshAbsolute = absolute;
        refreshIdle = idle;
        return this;
    }

    /**
     * Sets for how long a replaced refresh token still counts as a retry of the same client. Default 10 s; zero means
     * that every second use is a replay.
     *
     * @param value from zero to 5 minutes
     */
    public AuthorizationServerBuilder refreshGrace(Duration value) {
        grace = value;
        return this;
    }

    /**
     * Sets how access tokens are signed. Default ES256. After a change the old keys stay published until their last
     * token has expired.
     *
     * @param value the algorithm
     */
    public AuthorizationServerBuilder signingAlgorithm(SigningAlgorithm value) {
        signingAlgorithm = value;
        return this;
    }

    /**
     * Sets where the host's API is: issuer and path are the resource (RFC 8707) and so {@code aud} of access tokens.
     * Default {@value AuthorizationServer#DEFAULT_RESOURCE_PATH}.
     *
     * @param value begins with a slash and does not end with one
     */
    public AuthorizationServerBuilder resourcePath(String value) {
        resources.path(value);
        return this;
    }

    /**
     * Adds a resource (RFC 8707) beside the default one, or describes the default one: then its URI is issuer and
     * resource path. Apps name the resources that they want tokens for, and a token is good for those alone. Resources
     * below the issuer are told apart by path, so mount each one's handlers below its own: the guard refuses tokens for
     * others there, and their metadata (RFC 9728) is published here. May be called several times.
     *
     * @param value the resource
     */
    public AuthorizationServerBuilder resource(ProtectedResource value) {
        resources.add(value);
        return this;
    }

    /**
     * Lets an app ask {@code /oauth/introspect} about every access token for the default resource (RFC 7662), for a part
     * of the host's API that runs elsewhere. Without this an app learns about its own tokens only. May be called several times.
     *
     * @param value the client id of an app with a secret; it counts from when such an app is registered
     */
    public AuthorizationServerBuilder resourceServer(ClientId value) {
        resources.addServer(value, null);
        return this;
    }

    /**
     * Lets an app ask {@code /oauth/introspect} about every access token for a resource (RFC 7662). May be called several
     * times, also for one app.
     *
     * @param value the client id of an app with a secret; it counts from when such an app is registered
     * @param resource a resource that the builder is told of
     */
    public AuthorizationServerBuilder resourceServer(ClientId value, URI resource) {
        resources.addServer(value, resource);
        return this;
    }

    /**
     * Demands a nonce of this server in every proof of possession (RFC 9449 §8, §9), which bounds their age by the
     * server's clock. Costs each client one more request every few minutes. Default: not demanded.
     */
    public AuthorizationServerBuilder requireDpopNonce() {
        dpopNonces = DpopVerifier.NoncePolicy.REQUIRED;
        return this;
    }

    /**
     * Sets how many requests one client may send to the endpoints that authenticate it, per node. Default: 20,000 in one burst
     * and 5,000 a second, above what a small node can serve. More are 429 with {@code Retry-After}.
     *
     * @param burst how many at one time, from 1
     * @param perSecond how many a second after that, from 1
     * @throws IllegalArgumentException if one is below 1
     */
    public AuthorizationServerBuilder requestsPerClient(int burst, int perSecond) {
        requestsPerClient = new RequestsPerClient(burst, perSecond);
        return this;
    }

    /**
     * Sets which origins' pages may call the endpoints that apps call themselves: token, revocation, pushed requests and
     * registration. Default: {@link CrossOrigin#ANY}, which costs nothing and which apps that run in a browser need.
     *
     * @param value the policy
     */
    public AuthorizationServerBuilder crossOrigin(CrossOrigin value) {
        crossOrigin = value;
        return this;
    }

    /**
     * Lets an app name the URL of the token endpoint as the audience of its client assertions (RFC 7523 §3), for old
     * programs that cannot name the issuer. Default: the issuer alone, as other servers could be sent such an assertion.
     * May be called several times.
     *
     * @param value the client id of an app that authenticates with {@code private_key_jwt}
     */
    public AuthorizationServerBuilder acceptTokenEndpointAudience(ClientId value) {
        namingTokenEndpoint.add(value);
        return this;
    }

    /**
     * Sets whether and how clients may register themselves (RFC 7591). Default: {@link DynamicRegistration#closed()}.
     *
     * @param value the setting
     */
    public AuthorizationServerBuilder dynamicRegistration(DynamicRegistration value) {
        dynamicRegistration = value;
        return this;
    }

    /**
     * Takes client ids that are the https URL of a document which describes the client
     * (draft-ietf-oauth-client-id-metadata-document), as clients for MCP have them. The document is fetched through the egress
     * guard when a user who is logged in comes with it. Such clients may ask for the scopes that those of {@link
     * #dynamicRegistration} may. Default: not taken.
     *
     * @param policy decides about clients, for example {@link ClientDocumentPolicy#ANY}
     */
    public AuthorizationServerBuilder clientDocuments(ClientDocumentPolicy policy) {
        clientDocuments = policy;
        return this;
    }

    /**
     * Sets the private-use URI schemes, beside reversed domain names, that redirect URIs of public and dynamic clients may have
     * (RFC 8252 §7.1), for programs that do not follow the RFC. Any program on a user's computer can claim a scheme; PKCE
     * alone keeps the code from it. Default: none.
     *
     * @param values in lower case, for example {@code cursor}; none that browsers act upon themselves, as {@code javascript}
     */
    public AuthorizationServerBuilder redirectSchemes(Set<String> values) {
        redirectSchemes = Set.copyOf(values);
        return this;
    }

    /**
     * Says that an app is the host's own: its users are not asked for consent, but get what they could have allowed. Everything
     * else is judged as for other apps; who belongs to several companies still chooses one, the app may demand the page with
     * {@code prompt=consent}, and a public app gets no code without a page unless its redirect URI is https (OAuth 2.1
     * §7.3.1). May be called several times.
     *
     * @param value the client id of a registered app; it counts from when such an app is registered
     */
    public AuthorizationServerBuilder firstParty(ClientId value) {
        firstParty.add(value);
        return this;
    }

    /**
     * Shows the consent page in the host's own way. Default: a page in the portal's style that needs no JavaScript.
     *
     * @param value shows it
     */
    public AuthorizationServerBuilder consentView(ConsentView value) {
        consentView = value;
        return this;
    }

    /**
     * Takes authorization requests only if the app pushed them to {@code /oauth/par} before (RFC 9126 §5). Default: apps
     * may push them or send them through the browser.
     */
    public AuthorizationServerBuilder requirePushedAuthorizationRequests() {
        pushedOnly = true;
        return this;
    }

    /**
     * Gives tokens only to clients that prove to hold a key (RFC 9449), and binds every token to it. Bearer tokens are
     * refused then. Default: each app decides by itself whether it sends proofs.
     */
    public AuthorizationServerBuilder requireDpop() {
        dpopOnly = true;
        return this;
    }

    /**
     * Sets how strict the server is. Default: {@link Profile#OAUTH21}. A stricter one also judges the other settings: what
     * it does not allow is refused by {@link #build()}.
     *
     * @param value the profile
     */
    public AuthorizationServerBuilder profile(Profile value) {
        profile = value;
        return this;
    }

    /**
     * Opens the signing keys, or makes the first one, and puts everything together.
     *
     * @return the authorization server
     * @throws ConfigurationException if a setting is out of its bounds, or the master key does not open the signing keys
     */
    public AuthorizationServer build() {
        List<String> problems = new ArrayList<>(lifetimes().problems());
        problems.addAll(TokenLibrary.problems());
        problems.addAll(dynamicRegistration.problems(env.scopes()));
        problems.addAll(resources.problems(env.issuer(), env.productName(), env.scopes(), env.development()));
        problems.addAll(clientRules().problems(signingAlgorithm, code));
        problems.addAll(crossOrigin.problems("crossOrigin", env.development()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new AuthorizationServer(new OAuthWiring(env, stores, settings()));
    }

    private OAuthSettings settings() {
        ResourceCatalog catalog = resources.catalog(env.issuer(), env.productName());
        return new OAuthSettings(
                lifetimes(),
                signingAlgorithm,
                catalog,
                resources.servers(catalog),
                clientRules(),
                requestsPerClient,
                dpopNonces,
                dynamicRegistration,
                clientDocuments,
                crossOrigin,
                consentView);
    }

    private Lifetimes lifetimes() {
        return new Lifetimes(code, accessToken, refreshAbsolute, refreshIdle, grace);
    }

    private ClientRules clientRules() {
        return new ClientRules(profile, dpopOnly, pushedOnly, namingTokenEndpoint, firstParty, redirectSchemes);
    }

    /**
     * Tells whether a host may allow a scheme for redirect URIs of programs on the user's own machine (RFC 8252 §7.1).
     *
     * @param scheme without colon
     * @return false if it is no scheme in lower case, or one that browsers act upon themselves
     */
    public static boolean isPrivateUseScheme(String scheme) {
        return RedirectUris.isPrivateUseScheme(scheme);
    }
}
