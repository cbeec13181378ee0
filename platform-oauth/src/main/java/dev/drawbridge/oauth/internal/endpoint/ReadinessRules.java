package dev.drawbridge.oauth.internal.endpoint;

import static dev.drawbridge.oauth.Readiness.Standard.FAPI_2_0;
import static dev.drawbridge.oauth.Readiness.Standard.MCP;
import static dev.drawbridge.oauth.Readiness.Standard.OAUTH_2_1;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.Readiness;
import dev.drawbridge.oauth.Readiness.Finding;
import dev.drawbridge.oauth.Readiness.Standard;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.token.Lifetimes;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the standards want of a configuration, each as a question to the facts. */
public final class ReadinessRules {

    private static final String PROFILE = "Choose AuthorizationServerBuilder.profile(Profile.FAPI2).";
    private static final String NO_STRICT_PROFILE = "Choose another profile than FAPI2.";
    private static final String HTTPS = "Give CoreServices.builder an https issuer.";
    private static final String ALWAYS = "This is always so: please report a bug.";

    private static final Duration SHORT_LIVED = Duration.ofHours(1);
    private static final Duration CODE = Duration.ofMinutes(10);
    private static final Duration FAPI_CODE = Duration.ofSeconds(60);
    private static final Set<String> FAPI_ALGORITHMS = Set.of("ES256", "PS256", "EdDSA", "Ed25519");
    private static final Set<String> SECRET_METHODS = Set.of("client_secret_basic", "client_secret_post");

    private static final List<Rule> RULES = List.of(
            new Rule(OAUTH_2_1, "The issuer is https", "OAuth 2.1 section 1.5", HTTPS, Facts::https),
            new Rule(
                    OAUTH_2_1,
                    "There is no implicit and no password grant",
                    "OAuth 2.1 section 10",
                    ALWAYS,
                    facts -> facts.all("response_types_supported").equals(List.of("code"))
                            && facts.none("grant_types_supported", Set.of("implicit", "password"))),
            new Rule(OAUTH_2_1, "PKCE with S256 and nothing weaker", "OAuth 2.1 section 7.5", ALWAYS, Facts::pkce),
            new Rule(
                    OAUTH_2_1,
                    "Clients with a secret may send it in the body",
                    "OAuth 2.1 section 2.4",
                    NO_STRICT_PROFILE,
                    facts -> facts.none("token_endpoint_auth_methods_supported", SECRET_METHODS)
                            || facts.has("token_endpoint_auth_methods_supported", "client_secret_post")),
            new Rule(
                    OAUTH_2_1,
                    "Codes live for ten minutes at most",
                    "OAuth 2.1 section 4.1.2",
                    "Lower codeLifetime.",
                    facts -> facts.lifetimes().code().compareTo(CODE) <= 0),
            new Rule(
                    OAUTH_2_1,
                    "Refresh tokens of public clients rotate or are bound to a key",
                    "OAuth 2.1 section 4.3.1",
                    ALWAYS,
                    Facts::refreshTokensAreSafe),
            new Rule(OAUTH_2_1, "Every response names the issuer", "RFC 9207 section 2", ALWAYS, Facts::namesIssuer),
            new Rule(OAUTH_2_1, "Tokens are sent in the header only", "OAuth 2.1 section 5", ALWAYS, Facts::header),
            new Rule(MCP, "The issuer and its endpoints are https", "MCP, Communication Security", HTTPS, Facts::https),
            new Rule(
                    MCP,
                    "The resource's metadata names its authorization server",
                    "MCP, Authorization Server Location; RFC 9728",
                    ALWAYS,
                    facts -> facts.resource()
                            .texts("authorization_servers")
                            .orElse(List.of())
                            .contains(facts.issuer().toString())),
            new Rule(
                    MCP,
                    "The resource's metadata names the scopes that clients may ask for",
                    "MCP, Scope Selection Strategy",
                    "Offer scopes in CoreServices.builder.",
                    facts -> !facts.resource()
                            .texts("scopes_supported")
                            .orElse(List.of())
                            .isEmpty()),
            new Rule(
                    MCP,
                    "Metadata says that PKCE with S256 is there",
                    "MCP, Authorization Code Protection",
                    ALWAYS,
                    Facts::pkce),
            new Rule(
                    MCP,
                    "Public clients are taken",
                    "MCP, Authorization Flow",
                    NO_STRICT_PROFILE,
                    facts -> facts.has("token_endpoint_auth_methods_supported", "none")),
            new Rule(
                    MCP,
                    "Clients can come without being registered by hand",
                    "MCP, Client Registration Approaches",
                    "Choose AuthorizationServerBuilder.clientDocuments, or dynamicRegistration.",
                    facts -> facts.server()
                                    .bool("client_id_metadata_document_supported")
                                    .orElse(false)
                            || facts.server().has("registration_endpoint")),
            new Rule(
                    MCP,
                    "Refresh tokens of public clients rotate",
                    "MCP, Token Theft",
                    NO_STRICT_PROFILE,
                    facts -> facts.rules().rotation()),
            new Rule(
                    MCP,
                    "Access tokens live for an hour at most",
                    "MCP, Token Theft",
                    "Lower accessTokenLifetime.",
                    facts -> facts.lifetimes().accessToken().compareTo(SHORT_LIVED) <= 0),
            new Rule(FAPI_2_0, "The issuer is https", "FAPI 2.0 section 5.2.1", HTTPS, Facts::https),
            new Rule(
                    FAPI_2_0,
                    "There is no password grant, and no response type but code",
                    "FAPI 2.0 section 5.3.2.1",
                    ALWAYS,
                    facts -> facts.all("response_types_supported").equals(List.of("code"))
                            && !facts.has("grant_types_supported", "password")),
            new Rule(
                    FAPI_2_0,
                    "Clients authenticate with private_key_jwt and in no other way",
                    "FAPI 2.0 section 5.3.2.1",
                    PROFILE,
                    facts -> facts.all("token_endpoint_auth_methods_supported").equals(List.of("private_key_jwt"))),
            new Rule(
                    FAPI_2_0,
                    "Every access token is bound to a key",
                    "FAPI 2.0 section 5.3.2.1",
                    "Choose AuthorizationServerBuilder.requireDpop().",
                    facts -> facts.rules().senderConstrained()),
            new Rule(
                    FAPI_2_0,
                    "Assertions name the issuer as their only audience",
                    "FAPI 2.0 section 5.3.2.1",
                    "Leave out acceptTokenEndpointAudience.",
                    facts -> facts.rules().namingTokenEndpoint().isEmpty()),
            new Rule(
                    FAPI_2_0,
                    "Refresh tokens do not rotate",
                    "FAPI 2.0 section 5.3.2.1",
                    PROFILE,
                    facts -> !facts.rules().rotation()),
            new Rule(
                    FAPI_2_0,
                    "Codes live for a minute at most",
                    "FAPI 2.0 section 5.3.2.1",
                    "Lower codeLifetime.",
                    facts -> facts.lifetimes().code().compareTo(FAPI_CODE) <= 0),
            new Rule(
                    FAPI_2_0,
                    "Authorization requests are pushed, all of them",
                    "FAPI 2.0 section 5.3.2.2",
                    "Choose AuthorizationServerBuilder.requirePushedAuthorizationRequests().",
                    facts -> facts.server().has("pushed_authorization_request_endpoint")
                            && facts.server()
                                    .bool("require_pushed_authorization_requests")
                                    .orElse(false)),
            new Rule(
                    FAPI_2_0,
                    "Pushed requests name an https redirect URI",
                    "FAPI 2.0 section 5.3.2.2",
                    PROFILE,
                    facts -> facts.rules().namedHttpsRedirects()),
            new Rule(FAPI_2_0, "PKCE with S256", "FAPI 2.0 section 5.3.2.2", ALWAYS, Facts::pkce),
            new Rule(
                    FAPI_2_0,
                    "Every response names the issuer",
                    "FAPI 2.0 section 5.3.2.2",
                    ALWAYS,
                    Facts::namesIssuer),
            new Rule(
                    FAPI_2_0,
                    "Access tokens are signed with PS256, ES256 or EdDSA",
                    "FAPI 2.0 section 5.4.1",
                    "Choose another signingAlgorithm.",
                    facts -> FAPI_ALGORITHMS.contains(facts.signing().wireName())),
            new Rule(
                    FAPI_2_0,
                    "Assertions and proofs are signed with PS256, ES256 or EdDSA",
                    "FAPI 2.0 section 5.4.1",
                    PROFILE,
                    facts -> FAPI_ALGORITHMS.containsAll(facts.all("dpop_signing_alg_values_supported"))
                            && FAPI_ALGORITHMS.containsAll(
                                    facts.all("token_endpoint_auth_signing_alg_values_supported"))),
            new Rule(FAPI_2_0, "Tokens are sent in the header only", "FAPI 2.0 section 5.3.4", ALWAYS, Facts::header));

    private ReadinessRules() {}

    private record Rule(Standard standard, String requirement, String source, String remedy, Predicate<Facts> holds) {}

    /**
     * What is known about a server.
     *
     * @param issuer its issuer
     * @param server its metadata, as it publishes it
     * @param resource the resource's metadata, as it publishes it
     * @param lifetimes how long codes and tokens live
     * @param signing how access tokens are signed
     * @param rules what it takes from clients
     */
    public record Facts(
            URI issuer,
            JsonObject server,
            JsonObject resource,
            Lifetimes lifetimes,
            SigningAlgorithm signing,
            ClientRules rules) {

        /** Reads what the server publishes from its own routes. */
        public static Facts of(
                URI issuer, List<Route> routes, Lifetimes lifetimes, SigningAlgorithm signing, ClientRules rules) {
            JsonObject server = published(routes, EndpointName.SERVER_METADATA);
            JsonObject resource = published(routes, EndpointName.RESOURCE_METADATA);
            return new Facts(issuer, server, resource, lifetimes, signing, rules);
        }

        private static JsonObject published(List<Route> routes, EndpointName name) {
            Route route = name.in(routes).orElseThrow();
            Request request =
                    Request.of(route.method(), route.template(), Headers.NONE, InetAddress.getLoopbackAddress());
            return Json.readObject(route.handler().handle(request).body());
        }

        boolean https() {
            return "https".equals(issuer.getScheme());
        }

        boolean pkce() {
            return all("code_challenge_methods_supported").equals(List.of("S256"));
        }

        boolean namesIssuer() {
            return server.bool("authorization_response_iss_parameter_supported").orElse(false);
        }

        boolean header() {
            return resource.texts("bearer_methods_supported").orElse(List.of()).equals(List.of("header"));
        }

        boolean refreshTokensAreSafe() {
            return rules.rotation() || rules.senderConstrained();
        }

        boolean has(String name, String value) {
            return all(name).contains(value);
        }

        boolean none(String name, Set<String> values) {
            return all(name).stream().noneMatch(values::contains);
        }

        List<String> all(String name) {
            return server.texts(name).orElse(List.of());
        }
    }

    public static Readiness judge(Facts facts) {
        return new Readiness(RULES.stream()
                .map(rule -> new Finding(
                        rule.standard(),
                        rule.requirement(),
                        rule.source(),
                        rule.holds().test(facts),
                        rule.remedy()))
                .toList());
    }
}
