package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.core.time.OnceInAWhile;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.app.OAuthAppRegistry;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registration and management of clients over HTTP, and its background work. The one place where their failures become
 * answers. Thread-safe.
 */
public final class RegistrationEndpoints {

    static final String PATH = "/oauth/register";

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationEndpoints.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();
    private static final String CLIENT_PATH = PATH + "/{" + ManagementEndpoint.CLIENT + "}";

    /** What the client sent as the fields that the rules of every app name (RFC 7591 §2). */
    private static final Map<String, String> MEMBERS = Map.of(
            "name", "client_name",
            "redirectUris", "redirect_uris",
            "scopes", "scope",
            "websiteUrl", "client_uri",
            "logoUrl", "logo_uri",
            "termsUrl", "tos_uri",
            "privacyUrl", "policy_uri",
            "contactEmail", "contacts",
            "jwksUri", "jwks_uri",
            "signingAlgorithm", "token_endpoint_auth_signing_alg");

    private final CoreServices env;
    private final DynamicRegistration settings;
    private final RegistrationEndpoint registration;
    private final ManagementEndpoint management;
    private final UnusedClients unused;
    private final InitialAccessTokens initialTokens;

    /**
     * Puts the endpoints together.
     *
     * @param env the shared services
     * @param stores where registrations and initial access tokens are kept
     * @param apps what judges and keeps the apps
     * @param secrets what checks client secrets
     * @param settings what the host decided
     * @param reader reads what clients send
     */
    public RegistrationEndpoints(
            CoreServices env,
            OAuthStores stores,
            OAuthAppRegistry apps,
            ClientSecrets secrets,
            DynamicRegistration settings,
            MetadataReader reader) {
        this.env = env;
        this.settings = settings;
        Registrations registrations = new Registrations(env, stores, apps);
        this.registration = new RegistrationEndpoint(env, settings, reader, registrations, stores.initialTokens());
        this.management = new ManagementEndpoint(env, reader, registrations, secrets);
        this.unused = new UnusedClients(env, stores, apps);
        this.initialTokens = new InitialAccessTokens(env, stores.initialTokens());
    }

    /**
     * Returns the endpoints.
     *
     * @return their routes; none if nobody may register a client
     */
    public List<Route> routes() {
        if (!settings.enabled()) {
            return List.of();
        }
        return List.of(
                Route.clientEndpoint("POST", PATH, answering(registration::register)),
                Route.clientEndpoint("GET", CLIENT_PATH, answering(management::read)),
                Route.clientEndpoint("PUT", CLIENT_PATH, answering(management::update)),
                Route.clientEndpoint("DELETE", CLIENT_PATH, answering(management::delete)));
    }

    /**
     * Returns the background work. It is done in every mode, because registrations of another mode may still be there.
     *
     * @return the job that ends unused clients, and forgets tokens that expired
     */
    public Job job() {
        return unused.job();
    }

    /**
     * Returns what makes the tokens that let clients register.
     *
     * @return the same instance every time
     */
    public InitialAccessTokens initialTokens() {
        return initialTokens;
    }

    /**
     * Returns what the metadata of the server says about registration (RFC 8414 §2).
     *
     * @return the members
     */
    public Map<String, Object> metadata() {
        return settings.enabled() ? Map.of("registration_endpoint", env.issuer() + PATH) : Map.of();
    }

    private static Handler answering(Handler endpoint) {
        return request -> {
            try {
                return endpoint.handle(request);
            } catch (OAuthException e) {
                return e.toResponse();
            } catch (ProblemException e) {
                return refusal(e.problem()).toResponse();
            } catch (StoreUnavailableException e) {
                return unavailable(request, e).toResponse();
            }
        };
    }

    // RFC 7591 §3.2.2 knows two codes for whatever is wrong with a body, and one status.
    private static OAuthException refusal(Problem problem) {
        List<FieldError> errors = problem.errors();
        if (errors.isEmpty()) {
            return problem.code().equals("stale_version")
                    ? new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "The client is being changed. Try again.")
                    : new OAuthException(OAuthError.INVALID_CLIENT_METADATA, plain(problem.detail()));
        }
        FieldError first = errors.get(0);
        boolean redirect = first.field().equals(RedirectUris.FIELD);
        return new OAuthException(
                redirect ? OAuthError.INVALID_REDIRECT_URI : OAuthError.INVALID_CLIENT_METADATA,
                plain(MEMBERS.getOrDefault(first.field(), first.field()) + ": " + first.message()));
    }

    private static OAuthException unavailable(Request request, StoreUnavailableException e) {
        STORE_FAILURES.log(others -> LOG.warn(
                "Request {} ({}) and {} others before it: the store cannot answer", request.id(), request, others, e));
        return new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "The server cannot answer now. Try again soon.")
                .withHeader("Retry-After", "5");
    }

    // RFC 6749 §5.2: no quotes, no backslashes, nothing but ASCII.
    private static String plain(String text) {
        return text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
