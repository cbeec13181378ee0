package dev.drawbridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, as browsers let them call. */
class CrossOriginTest {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String APP = "https://app.test";

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.PUBLIC, "tickets.read");

    @Nested
    class TheTokenEndpoint {

        @Test
        @Tag("GEN-17")
        @DisplayName("an app in a browser may redeem a code, and reads errors and nonces, too")
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
            assertThat(List.of(redeemed, again)).allSatisfy(response -> {
                assertThat(response.header(ALLOW_ORIGIN)).contains("*");
                assertThat(response.header("Vary")).contains("Origin");
                assertThat(response.header("Access-Control-Expose-Headers"))
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
        @Tag("GEN-17")
        @DisplayName("the origin null is refused, and no origin gets no CORS header")
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
        @Tag("GEN-14")
        @DisplayName("OPTIONS is for preflights of methods that are there; otherwise it is 405 with Allow")
        void otherwise(String path) {
            assertThat(List.of(
                            options(scene, path, Headers.NONE),
                            options(scene, path, Headers.NONE.plus("Origin", APP)),
                            preflight(scene, path, APP, "DELETE")))
                    .allSatisfy(response -> {
                        assertThat(response.status()).isEqualTo(405);
                        assertThat(response.header("Allow")).isPresent();
                        assertThat(response.header(ALLOW_ORIGIN)).isEmpty();
                    });
        }
    }

    @Nested
    class HeadersThatAreAskedFor {

        private final OAuthWorld open =
                new OAuthWorld(builder -> builder.dynamicRegistration(DynamicRegistration.open()));

        @ParameterizedTest
        @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/oauth/par", "/oauth/register", "/oauth/jwks"})
        @Tag("GEN-17")
        @DisplayName("are permitted, whatever a client's library adds")
        void echoed(String path) {
            String method = path.endsWith("jwks") ? "GET" : "POST";
            String asked = "authorization,baggage,content-type,sentry-trace,x-client-info";
            assertThat(asking(path, method, asked).header("Access-Control-Allow-Headers"))
                    .contains(asked);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "a b",
                    "x-a;q=1",
                    "a,,b",
                    "caf\u00e9",
                    "a:b",
                    "\"quoted\"",
                    "<script>",
                    "a,b,",
                    "a\u0000b"
                })
        @Tag("GEN-17")
        @DisplayName("are not repeated if they are no header names, and not beyond a kilobyte")
        void never(String asked) {
            String usual = "Authorization, Content-Type, DPoP, If-None-Match, MCP-Protocol-Version";
            Response preflight = asking("/oauth/token", "POST", asked);
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains(usual);
            assertThat(asking("/oauth/token", "POST", "x".repeat(1_025)).header("Access-Control-Allow-Headers"))
                    .contains(usual);
        }

        @Test
        @Tag("GEN-17")
        @DisplayName("what the edge refuses before the endpoint is readable, too, and HEAD counts as GET")
        void edge() {
            Request large = Request.of(
                            "POST", "/oauth/token", Headers.NONE.plus("Origin", APP), InetAddress.getLoopbackAddress())
                    .withOversizedBody();
            Response refused = open.test.handle(large);
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.header(ALLOW_ORIGIN)).contains("*");
            assertThat(preflight(open, "/oauth/jwks", APP, "HEAD").status()).isEqualTo(204);
        }

        private Response asking(String path, String method, String asked) {
            return options(
                    open,
                    path,
                    Headers.of(Map.of(
                            "Origin", List.of(APP),
                            "Access-Control-Request-Method", List.of(method),
                            "Access-Control-Request-Headers", List.of(asked))));
        }
    }

    @Nested
    class TheHostsChoice {

        private final OAuthWorld listed = new OAuthWorld(builder -> builder.crossOrigin(CrossOrigin.of(APP)));
        private final OAuthWorld closed = new OAuthWorld(builder -> builder.crossOrigin(CrossOrigin.NONE));

        @Test
        @Tag("GEN-17")
        @DisplayName("the host may name the origins, or none")
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
    @Tag("GEN-17")
    @DisplayName("metadata and keys are for everybody, with the headers that clients for MCP add")
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
    @Tag("GEN-17")
    @DisplayName("what browsers or servers open themselves is never open to other origins, credentials never count")
    void neverTheRest() {
        OAuthWorld own = new OAuthWorld(builder -> builder.dynamicRegistration(DynamicRegistration.open()));
        Set<String> open = new TreeSet<>();
        for (Route route : own.server.contribution().routes()) {
            Response response = own.test.handle(Request.of(
                    route.method(),
                    route.template(),
                    Headers.NONE.plus("Origin", APP).plus("Access-Control-Request-Method", "POST"),
                    InetAddress.getLoopbackAddress()));
            assertThat(response.header("Access-Control-Allow-Credentials"))
                    .as(route.template())
                    .isEmpty();
            if (response.header(ALLOW_ORIGIN).isPresent()) {
                open.add(route.template());
            } else {
                assertThat(response.headers().asMap().keySet())
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

    private static Response preflight(OAuthWorld scene, String path, String origin, String method) {
        return options(scene, path, Headers.NONE.plus("Origin", origin).plus("Access-Control-Request-Method", method));
    }

    private static Response options(OAuthWorld scene, String path, Headers headers) {
        return scene.test.handle(Request.of("OPTIONS", path, headers, InetAddress.getLoopbackAddress()));
    }
}
