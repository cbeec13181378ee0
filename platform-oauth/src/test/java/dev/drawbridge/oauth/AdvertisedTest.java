package dev.drawbridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks through the server's metadata and uses everything that it names; then tries what it does not name. Whoever
 * advertises something new teaches this test how to use it: an unknown name fails.
 */
class AdvertisedTest {

    private static final String SERVER = "/.well-known/oauth-authorization-server";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource/api/v1";

    /** Pages that people are led to; they are no endpoints of RFC 8414. */
    private static final Set<String> PAGES = Set.of("/oauth/install", "/oauth/install/company", "/oauth/connections");

    /** How each endpoint is called. */
    private static final Map<String, String> METHODS = Map.of(
            "authorization_endpoint", "GET",
            "token_endpoint", "POST",
            "revocation_endpoint", "POST",
            "introspection_endpoint", "POST",
            "pushed_authorization_request_endpoint", "POST",
            "registration_endpoint", "POST",
            "jwks_uri", "GET");

    private final OAuthWorld scene = new OAuthWorld();
    private final JsonObject metadata = Json.readObject(scene.get(SERVER).body());
    private final OAuthScene.Client web = scene.oauth.register(AppType.WEB, "tickets.read");
    private final OAuthScene.Client browserApp = scene.oauth.register(AppType.PUBLIC, "tickets.read");
    private final OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read", "tickets.write");

    AdvertisedTest() {
        scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read", "tickets.write");
    }

    /** What a host may choose, as far as it adds or takes away something. */
    enum Choice {
        DEFAULTS,
        OPEN_REGISTRATION,
        REGISTRATION_BY_TOKEN,
        CLIENT_DOCUMENTS,
        FAPI2;

        UnaryOperator<AuthorizationServerBuilder> settings() {
            return switch (this) {
                case DEFAULTS -> builder -> builder;
                case OPEN_REGISTRATION -> builder -> builder.dynamicRegistration(DynamicRegistration.open());
                case REGISTRATION_BY_TOKEN ->
                    builder -> builder.dynamicRegistration(DynamicRegistration.withInitialTokens());
                case CLIENT_DOCUMENTS -> builder -> builder.clientDocuments(ClientDocumentPolicy.ANY);
                case FAPI2 -> builder -> builder.profile(Profile.FAPI2);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("MET-05")
    @DisplayName("every endpoint that is advertised responds, and every one that responds is advertised")
    void endpoints(Choice choice) {
        OAuthWorld other = new OAuthWorld(choice.settings());
        JsonObject document = Json.readObject(other.get(SERVER).body());
        Map<String, String> advertised = endpointPaths(document);
        advertised.forEach((name, path) -> {
            assertThat(METHODS).as("how this endpoint is called").containsKey(name);
            Response response = other.test.handle(
                    Request.of(METHODS.get(name), path, Headers.NONE, InetAddress.getLoopbackAddress()));
            assertThat(response.status()).as(name).isNotIn(404, 405).isLessThan(500);
        });
        assertThat(advertised.containsKey("registration_endpoint"))
                .isEqualTo(choice.name().contains("REGISTRATION"));

        Set<String> routed = new TreeSet<>();
        for (Route route : other.server.contribution().routes()) {
            String path = route.template();
            // What belongs to one client is named in the response to its registration, and a visit by its own link.
            if (path.startsWith("/oauth/") && !path.contains("{") && !PAGES.contains(path)) {
                routed.add(path);
            }
        }
        assertThat(routed).containsExactlyInAnyOrderElementsOf(new TreeSet<>(advertised.values()));
    }

    @Test
    @Tag("MET-05")
    @DisplayName("every grant that is advertised gives a token, and no other does")
    void grants() {
        List<String> advertised = texts("grant_types_supported");
        for (String grant : advertised) {
            assertThat(use(grant).status()).as(grant).isEqualTo(200);
        }
        Stream.of(
                        "password",
                        "implicit",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "Refresh_Token")
                .filter(grant -> !advertised.contains(grant))
                .forEach(grant -> {
                    Response response = scene.oauth.token(machine, Map.of("grant_type", grant));
                    assertThat(response.status()).as(grant).isEqualTo(400);
                    assertThat(OAuthScene.text(response, "error")).isEqualTo("unsupported_grant_type");
                });
    }

    private Response use(String grant) {
        return switch (grant) {
            case "authorization_code" -> scene.oauth.redeem(web, newCode(web));
            case "refresh_token" -> {
                Response first = scene.oauth.redeem(browserApp, newCode(browserApp));
                yield scene.oauth.refresh(browserApp, OAuthScene.text(first, "refresh_token"));
            }
            case "client_credentials" -> scene.oauth.token(machine, Map.of("grant_type", grant));
            default -> throw new AssertionError("This test does not know how to use the grant " + grant);
        };
    }

    @ParameterizedTest
    @EnumSource(ClientAuthenticationMethod.class)
    @Tag("MET-05")
    @DisplayName("every way to prove a client that is advertised is accepted, and no other")
    void authenticationMethods(ClientAuthenticationMethod method) {
        boolean advertised = texts("token_endpoint_auth_methods_supported").contains(method.wireName());
        assertThat(authenticate(method).status() == 200).isEqualTo(advertised);
        assertThat(texts("revocation_endpoint_auth_methods_supported").contains(method.wireName()))
                .isEqualTo(advertised);
        assertThat(texts("introspection_endpoint_auth_methods_supported").contains(method.wireName()))
                .isEqualTo(advertised && method != ClientAuthenticationMethod.NONE);
    }

    private Response authenticate(ClientAuthenticationMethod method) {
        return switch (method) {
            case CLIENT_SECRET_BASIC -> scene.oauth.token(machine, Map.of("grant_type", "client_credentials"));
            case CLIENT_SECRET_POST ->
                scene.oauth.post(
                        "/oauth/token",
                        Headers.NONE,
                        OAuthScene.encode(Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                machine.app().clientId().value(),
                                "client_secret",
                                machine.secret().reveal())));
            case NONE -> scene.oauth.redeem(browserApp, newCode(browserApp));
            case PRIVATE_KEY_JWT -> withAssertion(ClientKey.create("1"));
        };
    }

    private Response withAssertion(ClientKey key) {
        OAuthScene.Client app = scene.oauth.register(AppType.MACHINE, key.security(), "tickets.read");
        scene.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
        String assertion = key.assertion(app.app().clientId().value(), issuer(), "id-1", scene.clock.instant());
        Map<String, String> form = ClientKey.authenticated(Map.of("grant_type", "client_credentials"), assertion);
        return scene.oauth.post("/oauth/token", Headers.NONE, OAuthScene.encode(form));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("MET-05")
    @DisplayName("proofs signed with every algorithm that is advertised bind a token, which the API takes")
    void proofAlgorithms(SigningAlgorithm algorithm) {
        assertThat(texts("dpop_signing_alg_values_supported")).contains(algorithm.wireName());
        assertThat(Json.readObject(scene.get(RESOURCE).body()).texts("dpop_signing_alg_values_supported"))
                .contains(texts("dpop_signing_alg_values_supported"));
        ClientKey key = ClientKey.create("proofs", algorithm.wireName());

        Response response = scene.oauth.post(
                "/oauth/token",
                Headers.NONE
                        .plus("Authorization", machine.basic())
                        .plus("DPoP", key.proof(scene.clock.instant(), "POST", issuer() + "/oauth/token", null)),
                "grant_type=client_credentials");
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        String access = OAuthScene.text(response, "access_token");
        assertThat(scene.call(Headers.NONE
                                .plus("Authorization", "DPoP " + access)
                                .plus(
                                        "DPoP",
                                        key.proof(scene.clock.instant(), "GET", issuer() + "/api/v1/tickets", access)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("MET-05")
    @DisplayName("where the profile takes algorithms away, proofs signed with them are refused")
    void strictProofAlgorithms(SigningAlgorithm algorithm) {
        OAuthWorld strict = new OAuthWorld(Choice.FAPI2.settings());
        ClientKey key = ClientKey.create("1");
        OAuthScene.Client app = strict.oauth.register(AppType.MACHINE, key.security(), "tickets.read");
        strict.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
        String assertion = key.assertion(app.app().clientId().value(), issuer(), "id-1", strict.clock.instant());
        Map<String, String> form = ClientKey.authenticated(Map.of("grant_type", "client_credentials"), assertion);
        String proof = ClientKey.create("proofs", algorithm.wireName())
                .proof(strict.clock.instant(), "POST", issuer() + "/oauth/token", null);

        Response response =
                strict.oauth.post("/oauth/token", Headers.NONE.plus("DPoP", proof), OAuthScene.encode(form));

        JsonObject document = Json.readObject(strict.get(SERVER).body());
        assertThat(document.texts("token_endpoint_auth_methods_supported")).contains(List.of("private_key_jwt"));
        List<String> algorithms =
                document.texts("dpop_signing_alg_values_supported").orElseThrow();
        assertThat(response.status() == 200).as(response.text()).isEqualTo(algorithms.contains(algorithm.wireName()));
        assertThat(algorithms).doesNotContain("RS256");
    }

    @Test
    @Tag("MET-05")
    @DisplayName("every scope that is advertised can be had, and no other")
    void scopes() {
        List<String> all = texts("scopes_supported");
        OAuthScene.Client app = scene.oauth.register(AppType.MACHINE, all.toArray(String[]::new));
        scene.oauth.install(app, "co_pro", "usr_pro", all.toArray(String[]::new));
        for (String scope : all) {
            Response response = scene.oauth.token(app, Map.of("grant_type", "client_credentials", "scope", scope));
            assertThat(OAuthScene.text(response, "scope")).isEqualTo(scope);
        }
        Response unknown = scene.oauth.token(app, Map.of("grant_type", "client_credentials", "scope", "unknown"));
        assertThat(OAuthScene.text(unknown, "error")).isEqualTo("invalid_scope");
        assertThat(Json.readObject(scene.get(RESOURCE).body()).texts("scopes_supported"))
                .contains(all);
    }

    @Test
    @Tag("MET-05")
    @DisplayName("response types, modes and challenge methods that are advertised are accepted, and no others")
    void requests() {
        assertThat(error(Map.of())).isEmpty();
        assertThat(texts("response_types_supported")).containsExactly("code");
        assertThat(texts("response_modes_supported")).containsExactly("query");
        assertThat(texts("code_challenge_methods_supported")).containsExactly("S256");
        assertThat(error(Map.of("response_type", "token"))).contains("unsupported_response_type");
        assertThat(error(Map.of("response_type", "code token"))).contains("unsupported_response_type");
        assertThat(error(Map.of("response_mode", "query"))).isEmpty();
        assertThat(error(Map.of("response_mode", "fragment"))).contains("invalid_request");
        assertThat(error(Map.of("code_challenge_method", "plain"))).contains("invalid_request");
        assertThat(metadata.bool("authorization_response_iss_parameter_supported"))
                .contains(true);
        assertThat(location(Map.of("response_type", "token"))).contains("iss=https");
    }

    @Test
    @Tag("MET-03")
    @Tag("MET-04")
    @DisplayName("everything that clients need is there, and nothing is empty")
    void names() {
        assertThat(metadata.toMap().values())
                .allSatisfy(value -> assertThat(value).isNotNull().isNotEqualTo(List.of()));
        List<String> required = List.of(
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "response_types_supported",
                "grant_types_supported",
                "token_endpoint_auth_methods_supported",
                "code_challenge_methods_supported",
                "scopes_supported",
                "revocation_endpoint",
                "introspection_endpoint",
                "jwks_uri",
                "dpop_signing_alg_values_supported",
                "authorization_response_iss_parameter_supported");
        assertThat(metadata.toMap()).containsKeys(required.toArray(String[]::new));
    }

    private Map<String, String> endpointPaths(JsonObject document) {
        Map<String, String> paths = new LinkedHashMap<>();
        document.toMap().forEach((name, value) -> {
            if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                assertThat(value.toString()).startsWith(issuer() + "/");
                paths.put(name, value.toString().substring(issuer().length()));
            }
        });
        return paths;
    }

    private List<String> error(Map<String, String> changed) {
        List<String> errors = new ArrayList<>();
        for (String pair : location(changed).replaceFirst("^[^?]*\\??", "").split("&", -1)) {
            if (pair.startsWith("error=")) {
                errors.add(pair.substring("error=".length()));
            }
        }
        return errors;
    }

    private String location(Map<String, String> changed) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "client_id",
                web.app().clientId().value(),
                "redirect_uri",
                OAuthScene.REDIRECT_URI,
                "response_type",
                "code",
                "scope",
                "tickets.read",
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method",
                "S256"));
        parameters.putAll(changed);
        return scene.get("/oauth/authorize?" + OAuthScene.encode(parameters))
                .header("Location")
                .orElseThrow();
    }

    private String newCode(OAuthScene.Client client) {
        return scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read"));
    }

    private String issuer() {
        return metadata.text("issuer").orElseThrow();
    }

    private List<String> texts(String name) {
        return metadata.texts(name).orElseThrow(() -> new AssertionError("Not advertised: " + name));
    }
}
