package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that sign assertions instead of sending a secret, at every endpoint that authenticates them. */
class PrivateKeyJwtTest {

    private static final String ISSUER = TestPlatform.ISSUER.toString();
    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");
    private static final Map<String, String> HEADER = Map.of("alg", "ES256", "kid", "1");

    private final AtomicInteger ids = new AtomicInteger();
    private final ClientKey key = ClientKey.create("1");
    private final OAuthWorld scene;
    private final OAuthScene.Client client;
    private final String id;

    PrivateKeyJwtTest() {
        scene = new OAuthWorld(builder -> builder.acceptTokenEndpointAudience(new ClientId("old-program")));
        client = scene.oauth.register(AppType.MACHINE, key.security(), "tickets.read");
        id = client.app().clientId().value();
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
    }

    @Nested
    class AGoodAssertion {

        @Test
        @Tag("CLI-18")
        @DisplayName("gets a token, with and without client_id beside it")
        void getsAToken() {
            assertThat(token(form(GRANT, assertion())).status()).isEqualTo(200);
            Map<String, String> named = form(GRANT, assertion());
            named.put("client_id", id);
            assertThat(token(named).status()).isEqualTo(200);
        }

        @Test
        @Tag("CLI-18")
        @Tag("REV-01")
        @Tag("INT-01")
        @DisplayName("revokes and asks about tokens as well")
        void otherEndpoints() {
            String access = OAuthScene.text(token(form(GRANT, assertion())), "access_token");

            Response described = post("/oauth/introspect", form(Map.of("token", access), assertion()));
            assertThat(Json.readObject(described.body()).bool("active")).contains(true);
            assertThat(post("/oauth/revoke", form(Map.of("token", access), assertion()))
                            .status())
                    .isEqualTo(200);
            Response ended = post("/oauth/introspect", form(Map.of("token", access), assertion()));
            assertThat(ended.text()).isEqualTo("{\"active\":false}");
        }

        @Test
        @Tag("CLI-19")
        @DisplayName("is good once, at whatever endpoint, and until it expires")
        void once() {
            String assertion = assertion();
            assertThat(token(form(GRANT, assertion)).status()).isEqualTo(200);

            assertRefused(token(form(GRANT, assertion)));
            assertRefused(post("/oauth/revoke", form(Map.of("token", "x"), assertion)));
            scene.clock.advance(Duration.ofSeconds(59));
            assertRefused(token(form(GRANT, assertion)));
        }

        @Test
        @Tag("CLI-20")
        @DisplayName("is signed with the algorithm that the client registered")
        void pinnedAlgorithm() {
            OAuthScene.Client pinned = register(security(Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), "PS256"));
            OAuthScene.Client fitting = register(security(Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), "ES256"));

            assertRefused(token(form(GRANT, assertionOf(pinned))));
            assertThat(token(form(GRANT, assertionOf(fitting))).status()).isEqualTo(200);
        }

        @Test
        @Tag("CLI-18")
        @DisplayName("may name the token endpoint only if the host lets this client")
        void tokenEndpointAudience() {
            ClientId old = new ClientId("old-program");
            OAuthScene.Client allowed = scene.oauth.register(old, AppType.MACHINE, key.security(), "tickets.read");
            scene.oauth.install(allowed, "co_pro", "usr_pro", "tickets.read");
            String url = ISSUER + "/oauth/token";

            assertThat(token(form(GRANT, key.assertion(old.value(), url, next(), scene.clock.instant())))
                            .status())
                    .isEqualTo(200);
            assertThat(token(form(GRANT, assertionOf(allowed))).status()).isEqualTo(200);
            assertRefused(token(form(GRANT, assertion(claims -> claims.put("aud", url)))));
        }
    }

    @Nested
    class WhatIsEnforced {

        @Test
        @Tag("CLI-12")
        @DisplayName("a client with a key cannot fall back to its id or a secret")
        void noSecret() {
            OAuthScene.Client both = scene.oauth.register(AppType.MACHINE, "tickets.read");
            String secret = both.secret() == null ? "" : both.secret().reveal();

            assertRefused(token(with(GRANT, "client_id", id)));
            assertRefused(token(with(with(GRANT, "client_id", id), "client_secret", secret)));
            Headers basic =
                    Headers.NONE.plus("Authorization", new OAuthScene.Client(client.app(), both.secret()).basic());
            assertThat(scene.oauth
                            .post("/oauth/token", basic, OAuthScene.encode(GRANT))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        @Tag("CLI-12")
        @DisplayName("basic and post are interchangeable only for clients that are registered with both")
        void basicAndPost() {
            OAuthScene.Client basic = installed(Set.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
            OAuthScene.Client post = installed(Set.of(ClientAuthenticationMethod.CLIENT_SECRET_POST));
            OAuthScene.Client both = installed(AppSecurity.of(AppType.MACHINE).methods());

            assertThat(statuses(basic)).containsExactly(200, 401);
            assertThat(statuses(post)).containsExactly(401, 200);
            assertThat(statuses(both)).containsExactly(200, 200);
        }

        @Test
        @Tag("CLI-12")
        @DisplayName("a client with a secret cannot authenticate with an assertion")
        void noAssertion() {
            OAuthScene.Client secretive = scene.oauth.register(AppType.MACHINE, "tickets.read");
            assertRefused(token(form(GRANT, assertionOf(secretive))));
        }

        @Test
        @Tag("CLI-06")
        @DisplayName("an assertion beside another way is invalid_request, so are two assertions")
        void twoWays() {
            assertInvalid(token(with(form(GRANT, assertion()), "client_secret", "x")));
            Headers basic = Headers.NONE.plus("Authorization", "Basic YTpi");
            assertInvalid(scene.oauth.post("/oauth/token", basic, OAuthScene.encode(form(GRANT, assertion()))));
            String twice = OAuthScene.encode(form(GRANT, assertion())) + "&client_assertion=" + assertion();
            assertInvalid(scene.oauth.post("/oauth/token", Headers.NONE, twice));
        }

        @Test
        @Tag("CLI-21")
        @DisplayName("the type must be there and exactly the URN, and the assertion too")
        void type() {
            Map<String, String> other = form(GRANT, assertion());
            other.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
            assertRefused(token(other));
            Map<String, String> untyped = form(GRANT, assertion());
            untyped.remove("client_assertion_type");
            assertInvalid(token(untyped));
            Map<String, String> empty = form(GRANT, assertion());
            empty.put("client_assertion", "");
            assertInvalid(token(empty));
        }

        @Test
        @Tag("CLI-21")
        @DisplayName("an assertion of another client is refused, whoever is named beside it")
        void anotherClient() {
            OAuthScene.Client other = scene.oauth.register(AppType.MACHINE, key.security(), "tickets.read");
            String otherId = other.app().clientId().value();
            assertRefused(token(with(form(GRANT, assertion()), "client_id", otherId)));
            assertRefused(token(form(GRANT, assertion(claims -> claims.put("sub", otherId)))));
            assertRefused(token(form(GRANT, assertion(claims -> claims.put("iss", otherId)))));
        }
    }

    @Nested
    class ABadAssertion {

        static Stream<Consumer<Map<String, Object>>> claims() {
            return Stream.of(
                    claims -> claims.remove("jti"),
                    claims -> claims.remove("exp"),
                    claims -> claims.remove("aud"),
                    claims -> claims.put("aud", List.of(ISSUER)),
                    claims -> claims.put("aud", ISSUER + "/oauth/token"),
                    claims -> claims.put("aud", ISSUER + "/oauth/par"),
                    claims -> claims.put("aud", ISSUER + "/"),
                    claims -> claims.put("exp", ((Number) claims.get("iat")).longValue()),
                    claims -> claims.put("exp", ((Number) claims.get("iat")).longValue() + 3_600),
                    claims -> claims.put("iat", ((Number) claims.get("iat")).longValue() + 61),
                    claims -> claims.put("nbf", ((Number) claims.get("iat")).longValue() + 61));
        }

        @ParameterizedTest
        @MethodSource("claims")
        @Tag("CLI-18")
        @Tag("CLI-19")
        @DisplayName("with wrong claims is refused, and not used up for that")
        void wrongClaims(Consumer<Map<String, Object>> change) {
            Map<String, Object> claims = ClientKey.claims(id, ISSUER, "the-one", scene.clock.instant());
            change.accept(claims);
            assertRefused(token(form(GRANT, key.sign(HEADER, claims))));

            String good = key.sign(HEADER, ClientKey.claims(id, ISSUER, "the-one", scene.clock.instant()));
            assertThat(token(form(GRANT, good)).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(ints = {-60, 0, 10})
        @Tag("CLI-19")
        @DisplayName("clocks that are ten seconds ahead are forgiven")
        void clocks(int seconds) {
            long then = scene.clock.instant().getEpochSecond() + seconds;
            assertThat(token(form(GRANT, assertion(claims -> claims.putAll(Map.of("iat", then, "nbf", then)))))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("CLI-20")
        @DisplayName("none, HS256 with the public key, unknown crit and an unknown kid are refused")
        void headers() {
            for (Map<String, Object> header : List.<Map<String, Object>>of(
                    Map.of("alg", "none"),
                    Map.of("alg", "HS256", "kid", "1"),
                    Map.of("alg", "RS256", "kid", "1"),
                    Map.of("alg", "ES256", "kid", "2"),
                    Map.of("alg", "ES256", "kid", "1", "crit", List.of("exp")))) {
                String assertion = key.sign(header, ClientKey.claims(id, ISSUER, next(), scene.clock.instant()));
                assertRefused(token(form(GRANT, assertion)));
            }
            assertRefused(token(form(GRANT, "rubbish")));
            assertRefused(token(form(GRANT, assertion() + "x")));
        }

        @Test
        @Tag("CLI-13")
        @DisplayName("an unknown client, a wrong key and an unknown key get one response")
        void indistinguishable() {
            ClientKey wrong = ClientKey.create("1");
            Response signature = token(form(GRANT, wrong.assertion(id, ISSUER, next(), scene.clock.instant())));
            Response kid =
                    token(form(GRANT, ClientKey.create("9").assertion(id, ISSUER, next(), scene.clock.instant())));
            Response unknown =
                    token(form(GRANT, key.assertion("dp_cid_unknown", ISSUER, next(), scene.clock.instant())));

            assertThat(unknown.status()).isEqualTo(401);
            assertThat(List.of(signature, kid)).allSatisfy(response -> {
                assertThat(response.status()).isEqualTo(unknown.status());
                assertThat(response.text()).isEqualTo(unknown.text());
            });
            assertThat(unknown.header("WWW-Authenticate")).isEmpty();
        }

        @Test
        @Tag("CLI-14")
        @DisplayName("the eleventh failure of a minute is 429")
        void brake() {
            for (int i = 0; i < 10; i++) {
                assertRefused(token(form(GRANT, assertion(claims -> claims.remove("jti")))));
            }
            assertThat(token(form(GRANT, assertion(claims -> claims.remove("jti"))))
                            .status())
                    .isEqualTo(429);
        }
    }

    private OAuthScene.Client register(AppSecurity security) {
        OAuthScene.Client app = scene.oauth.register(AppType.MACHINE, security, "tickets.read");
        scene.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
        return app;
    }

    private OAuthScene.Client installed(Set<ClientAuthenticationMethod> methods) {
        return register(AppSecurity.of(methods));
    }

    private AppSecurity security(Set<ClientAuthenticationMethod> methods, String algorithm) {
        // The key itself may be used with what its alg allows: ES256.
        return new AppSecurity(methods, ClientKey.jwks(key), null, algorithm, false, false);
    }

    /** The responses to the secret in the header and in the form. */
    private List<Integer> statuses(OAuthScene.Client app) {
        Headers basic = Headers.NONE.plus("Authorization", app.basic());
        Map<String, String> post = with(GRANT, "client_id", app.app().clientId().value());
        post.put("client_secret", app.secret() == null ? "" : app.secret().reveal());
        return List.of(
                scene.oauth
                        .post("/oauth/token", basic, OAuthScene.encode(GRANT))
                        .status(),
                token(post).status());
    }

    private String assertion() {
        return assertion(claims -> {});
    }

    private String assertion(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = ClientKey.claims(id, ISSUER, next(), scene.clock.instant());
        change.accept(claims);
        return key.sign(HEADER, claims);
    }

    private String assertionOf(OAuthScene.Client app) {
        return key.assertion(app.app().clientId().value(), ISSUER, next(), scene.clock.instant());
    }

    private String next() {
        return "id-" + ids.incrementAndGet();
    }

    private static Map<String, String> form(Map<String, String> form, String assertion) {
        return ClientKey.authenticated(form, assertion);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> copy = new HashMap<>(form);
        copy.put(name, value);
        return copy;
    }

    private Response token(Map<String, String> form) {
        return post("/oauth/token", form);
    }

    private Response post(String path, Map<String, String> form) {
        return scene.oauth.post(path, Headers.NONE, OAuthScene.encode(form));
    }

    private static void assertRefused(Response response) {
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_client");
        assertThat(response.status()).isEqualTo(401);
    }

    private static void assertInvalid(Response response) {
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_request");
        assertThat(response.status()).isEqualTo(400);
    }
}
