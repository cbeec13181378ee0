package dev.drawbridge.testkit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.CrossOrigin;
import dev.drawbridge.oauth.registration.DynamicRegistration;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, as browsers let them call (GEN-17). */
class CrossOriginTest {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String APP = "https://app.test";

    private final TokenScene scene = new TokenScene();
    private final OAuthScene.Client client = scene.oauth.register(AppType.PUBLIC, "tickets.read");

    @Nested
    class TheTokenEndpoint {

        @Test
        @DisplayName("GEN-17 an app in a browser may redeem a code, and reads errors and nonces, too")
        void redeems() {
            Response preflight = preflight(scene, "/oauth/token", APP, "POST");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header(ALLOW_ORIGIN)).contains("*");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
            assertThat(preflight.header("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Authorization", "Content-Type", "DPoP"));

            String form = OAuthScene.encode(scene.oauth.codeForm(
                            scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read"))))
                    + "&client_id=" + client.app().clientId().value();
            Response redeemed = post("/oauth/token", APP, form);
            assertThat(redeemed.status()).isEqualTo(200);
            Response again = post("/oauth/token", APP, form);
            assertThat(again.status()).isEqualTo(400);
            assertThat(List.of(redeemed, again)).allSatisfy(answer -> {
                assertThat(answer.header(ALLOW_ORIGIN)).contains("*");
                assertThat(answer.header("Vary")).contains("Origin");
                assertThat(answer.header("Access-Control-Expose-Headers"))
                        .hasValueSatisfying(names -> assertThat(names).contains("DPoP-Nonce", "WWW-Authenticate"));
            });
            assertThat(post(
                                    "/oauth/revoke",
                                    APP,
                                    "token=x&client_id="
                                            + client.app().clientId().value())
                            .header(ALLOW_ORIGIN))
                    .contains("*");
        }

        @Test
        @DisplayName("GEN-17 the origin null is refused, and no origin is not answered to")
        void nobody() {
            assertThat(preflight(scene, "/oauth/token", "null", "POST").status())
                    .isEqualTo(405);
            assertThat(post("/oauth/token", "null", "grant_type=x").header(ALLOW_ORIGIN))
                    .isEmpty();
            assertThat(scene.oauth
                            .post("/oauth/token", Headers.NONE, "grant_type=x")
                            .header(ALLOW_ORIGIN))
                    .isEmpty();
            Headers two = Headers.NONE.plus("Origin", APP).plus("Origin", "null");
            assertThat(scene.oauth.post("/oauth/token", two, "grant_type=x").header(ALLOW_ORIGIN))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/oauth/jwks"})
        @DisplayName("GEN-14 OPTIONS is for preflights of methods that are there; otherwise it is 405 with Allow")
        void otherwise(String path) {
            assertThat(List.of(
                            options(scene, path, Headers.NONE),
                            options(scene, path, Headers.NONE.plus("Origin", APP)),
                            preflight(scene, path, APP, "DELETE")))
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(405);
                        assertThat(answer.header("Allow")).isPresent();
                        assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
                    });
        }
    }

    @Nested
    class TheHostsChoice {

        private final TokenScene listed = new TokenScene(builder -> builder.crossOrigin(CrossOrigin.of(APP)));
        private final TokenScene closed = new TokenScene(builder -> builder.crossOrigin(CrossOrigin.NONE));

        @Test
        @DisplayName("GEN-17 the host may name the origins, or none")
        void decides() {
            assertThat(preflight(listed, "/oauth/token", APP, "POST").header(ALLOW_ORIGIN))
                    .contains(APP);
            assertThat(preflight(listed, "/oauth/token", "https://evil.test", "POST")
                            .status())
                    .isEqualTo(405);
            assertThat(preflight(closed, "/oauth/token", APP, "POST").status()).isEqualTo(405);
            assertThat(closed.oauth
                            .post("/oauth/token", Headers.NONE.plus("Origin", APP), "grant_type=x")
                            .header(ALLOW_ORIGIN))
                    .isEmpty();
            assertThat(closed.get("/oauth/jwks").header(ALLOW_ORIGIN)).contains("*");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "*", "https://app.test/", "app.test", "https://*.test", "HTTPS://app.test", ""})
        void mustBeOrigins(String origin) {
            assertThatThrownBy(() -> CrossOrigin.of(origin)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("GEN-17 metadata and keys are for everybody, with the headers that clients for MCP add")
    void documents() {
        for (String path : List.of("/.well-known/oauth-authorization-server", "/oauth/jwks")) {
            Response preflight = preflight(scene, path, APP, "GET");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header(ALLOW_ORIGIN)).contains("*");
            assertThat(preflight.header("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("MCP-Protocol-Version"));
        }
    }

    @Test
    @DisplayName(
            "GEN-17 what browsers or servers open themselves never answers to other origins, credentials never count")
    void neverTheRest() {
        AtomicReference<AuthorizationServer> server = new AtomicReference<>();
        TokenScene own =
                new TokenScene(builder -> builder.dynamicRegistration(DynamicRegistration.open()), server::set);
        Set<String> open = new TreeSet<>();
        for (Route route : server.get().parts().routes()) {
            Response answer = own.test.handle(Request.of(
                    route.method(),
                    route.template(),
                    Headers.NONE.plus("Origin", APP).plus("Access-Control-Request-Method", "POST"),
                    InetAddress.getLoopbackAddress()));
            assertThat(answer.header("Access-Control-Allow-Credentials"))
                    .as(route.template())
                    .isEmpty();
            if (answer.header(ALLOW_ORIGIN).isPresent()) {
                open.add(route.template());
            } else {
                assertThat(answer.headers().asMap().keySet())
                        .as(route.template())
                        .noneMatch(name -> name.startsWith("Access-Control-"));
            }
        }
        Map<String, Object> metadata = Json.readObject(
                        own.get("/.well-known/oauth-authorization-server").body())
                .toMap();
        String issuer = metadata.get("issuer").toString();
        for (String endpoint : List.of(
                "token_endpoint",
                "revocation_endpoint",
                "pushed_authorization_request_endpoint",
                "registration_endpoint",
                "jwks_uri")) {
            assertThat(open).contains(metadata.get(endpoint).toString().substring(issuer.length()));
        }
        assertThat(open)
                .allMatch(path -> path.startsWith("/.well-known/")
                        || path.matches("/oauth/(token|revoke|par|jwks|register(/.*)?)"));
    }

    private Response post(String path, String origin, String form) {
        return scene.oauth.post(path, Headers.NONE.plus("Origin", origin), form);
    }

    private static Response preflight(TokenScene scene, String path, String origin, String method) {
        return options(scene, path, Headers.NONE.plus("Origin", origin).plus("Access-Control-Request-Method", method));
    }

    private static Response options(TokenScene scene, String path, Headers headers) {
        return scene.test.handle(Request.of("OPTIONS", path, headers, InetAddress.getLoopbackAddress()));
    }
}
