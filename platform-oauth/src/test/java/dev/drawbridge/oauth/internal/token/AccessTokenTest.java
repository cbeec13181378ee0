package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.jwt.SigningKey;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "tickets.write");
    private final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read");
    private final String token = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(grant)), "access_token");

    @Nested
    class WhatItSays {

        @Test
        @Tag("JWT-01")
        @Tag("JWT-02")
        @Tag("JWT-03")
        @DisplayName("header and claims are those of RFC 9068, and of this library")
        void claims() {
            assertThat(part(token, 0).text("typ")).contains("at+jwt");
            assertThat(part(token, 0).text("alg")).contains("ES256");
            assertThat(part(token, 0).has("kid")).isTrue();
            long now = scene.clock.instant().getEpochSecond();
            JsonObject claims = part(token, 1);
            assertThat(claims.toMap())
                    .containsOnlyKeys(
                            "iss",
                            "aud",
                            "sub",
                            "client_id",
                            "iat",
                            "exp",
                            "jti",
                            "scope",
                            "company",
                            "gid",
                            "fid",
                            "auth_time")
                    .containsEntry("iss", "https://portal.test")
                    .containsEntry("aud", "https://portal.test/api/v1")
                    .containsEntry("sub", "usr_pro")
                    .containsEntry("client_id", client.app().clientId().value())
                    .containsEntry("scope", "tickets.read")
                    .containsEntry("company", "co_pro")
                    .containsEntry("gid", grant.id().value());
            assertThat(claims.number("iat")).contains(now);
            assertThat(claims.number("exp")).contains(now + 3_600);
            assertThat(claims.number("auth_time")).contains(now);
        }

        @Test
        @Tag("TOK-07")
        @DisplayName("it fits into a header field")
        void size() {
            assertThat(token.length()).isLessThan(1_000);
        }

        @ParameterizedTest
        @EnumSource(
                value = SigningAlgorithm.class,
                names = {"ES256", "EDDSA"})
        void curvesAreVerifiedByTheGuard(SigningAlgorithm algorithm) {
            OAuthWorld other = new OAuthWorld(builder -> builder.signingAlgorithm(algorithm));
            OAuthScene.Client app = other.oauth.register(AppType.MACHINE, "tickets.read");
            other.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
            String machine =
                    OAuthScene.text(other.oauth.token(app, Map.of("grant_type", "client_credentials")), "access_token");

            assertThat(part(machine, 0).text("alg")).contains(algorithm.wireName());
            assertThat(other.call(machine).status()).isEqualTo(200);
            assertThat(other.call(machine.substring(0, machine.length() - 8) + "AAAAAAAA")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    class WhenItIsPresented {

        @Test
        @Tag("RSV-01")
        @DisplayName("without credentials the challenge has no error code and says where to go")
        void missing() {
            Response response = scene.call(Headers.NONE);
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate"))
                    .contains("Bearer scope=\"tickets.read\", resource_metadata="
                            + "\"https://portal.test/.well-known/oauth-protected-resource/api/v1\"");
            assertThat(scene.call(Headers.NONE.plus("Authorization", "Basic abc"))
                            .header("WWW-Authenticate"))
                    .isEqualTo(response.header("WWW-Authenticate"));
        }

        @Test
        @Tag("RSV-02")
        @DisplayName("a token without the scope is 403 and says which scope it takes")
        void insufficientScope() {
            Grant other = scene.oauth.consent(client, "co_pro", "usr_multi", "tickets.write");
            String narrow = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(other)), "access_token");
            Response response = scene.call(narrow);
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value)
                            .contains("error=\"insufficient_scope\"")
                            .contains("scope=\"tickets.read\""));
        }

        @Test
        @Tag("RSV-03")
        @DisplayName("a token in the query is not looked at; one in header and body is invalid_request")
        void places() {
            Headers header = Headers.NONE
                    .plus("Authorization", "Bearer " + token)
                    .plus("Content-Type", "application/x-www-form-urlencoded");
            Request both = Request.of("POST", "/api/v1/tickets", header, InetAddress.getLoopbackAddress())
                    .withBody(("access_token=" + token).getBytes(StandardCharsets.UTF_8));
            Request query = Request.of(
                    "GET", "/api/v1/tickets?access_token=" + token, Headers.NONE, InetAddress.getLoopbackAddress());

            assertThat(scene.api(both).status()).isEqualTo(400);
            assertThat(scene.api(query).status()).isEqualTo(401);
            assertThat(scene.call(Headers.NONE
                                    .plus("Authorization", "Bearer " + token)
                                    .plus("Authorization", "Bearer " + token))
                            .status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s"})
        @Tag("RSV-04")
        @DisplayName("the scheme is read in any case")
        void scheme(String format) {
            assertThat(authorized(format.formatted(token))).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer\t%s",
                    "Bearer %s,x",
                    "Bearer %s x",
                    "Bearer %s\"",
                    "Bearer: %s",
                    "Bearer",
                    "Bearer ",
                    "Bearer %s=",
                    " Bearer %s",
                    "Bearer%s"
                })
        @Tag("RSV-04")
        @DisplayName("anything else around it is refused")
        void lenience(String format) {
            assertThat(authorized(format.formatted(token))).isEqualTo(401);
        }

        private int authorized(String value) {
            return scene.call(Headers.NONE.plus("Authorization", value)).status();
        }
    }

    @Nested
    class WhenItIsForged {

        static Stream<Map.Entry<String, Object>> headers() {
            return Stream.of(
                    Map.entry("typ", "JWT"),
                    Map.entry("typ", "dp-session+jwt"),
                    Map.entry("alg", "none"),
                    Map.entry("alg", "HS256"),
                    Map.entry("alg", "RS256"),
                    Map.entry("kid", "unknown"),
                    Map.entry("crit", "exp"));
        }

        @ParameterizedTest
        @MethodSource("headers")
        @Tag("JWT-05")
        @Tag("JWT-06")
        @DisplayName("another typ, alg, kid or any crit is refused")
        void header(Map.Entry<String, Object> change) {
            Map<String, Object> header = part(token, 0).toMap();
            header.put(change.getKey(), change.getValue());
            String forged = BASE64URL.encodeToString(Json.write(header).getBytes(StandardCharsets.UTF_8))
                    + token.substring(token.indexOf('.'));
            assertThat(scene.call(forged).status()).isEqualTo(401);
        }

        @Test
        @Tag("JWT-05")
        @DisplayName("with our own key the verifier still wants every claim to be right")
        void claims() {
            SigningKey key = ourKey();
            assertThat(scene.call(key.issue("at+jwt", part(token, 1).toMap())).status())
                    .isEqualTo(200);
            long now = scene.clock.instant().getEpochSecond();
            Map<String, Object> wrong = new LinkedHashMap<>();
            wrong.put("iss", "https://elsewhere.test");
            wrong.put("aud", "https://elsewhere.test/api/v1");
            wrong.put("sub", "client:usr_pro");
            wrong.put("client_id", "unknown");
            wrong.put("iat", now + 61);
            wrong.put("nbf", now + 61);
            wrong.put("exp", now);
            wrong.put("run_as", "usr_pro");
            wrong.put("company", 7);
            wrong.forEach((name, value) -> {
                Map<String, Object> claims = part(token, 1).toMap();
                claims.put(name, value);
                assertThat(scene.call(key.issue("at+jwt", claims)).status())
                        .as(name)
                        .isEqualTo(401);
            });
            for (String name : new String[] {"iss", "aud", "sub", "client_id", "iat", "exp", "jti", "gid", "company"}) {
                Map<String, Object> claims = part(token, 1).toMap();
                claims.remove(name);
                assertThat(scene.call(key.issue("at+jwt", claims)).status())
                        .as("without " + name)
                        .isEqualTo(401);
            }
            assertThat(scene.call(key.issue("JWT", part(token, 1).toMap())).status())
                    .isEqualTo(401);
        }

        @Test
        @Tag("JWT-05")
        @DisplayName("other spellings of the same token are refused")
        void spellings() {
            String[] parts = token.split("\\.", -1);
            for (String variant : new String[] {
                token + "=", token + ".", "." + token, parts[0] + "." + parts[1], token.replace('.', ' '), token + "A"
            }) {
                assertThat(scene.call(variant).status()).as(variant).isEqualTo(401);
            }
        }

        private SigningKey ourKey() {
            StoredSigningKey row = scene.stores.keys().all().get(0);
            byte[] opened = CoreServices.of(scene.test.env())
                    .vault()
                    .open(Vault.Purpose.SIGNING, "dp_signing_key/" + row.kid(), row.sealed());
            return SigningKey.of(row.kid(), row.algorithm(), opened);
        }
    }

    @Nested
    class WhenItWasGoodBefore {

        @Test
        @Tag("JWT-11")
        @DisplayName("a cached token expires to the second")
        void expiry() {
            assertThat(scene.call(token).status()).isEqualTo(200);
            scene.clock.advance(Duration.ofSeconds(3_599));
            assertThat(scene.call(token).status()).isEqualTo(200);
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(scene.call(token).status()).isEqualTo(401);
        }

        @Test
        @Tag("RSV-02")
        @DisplayName("an expired or revoked token is invalid_token")
        void challenge() {
            scene.clock.advance(Duration.ofHours(1));
            assertThat(scene.call(token).header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer error=\"invalid_token\""));
        }
    }

    @Test
    @Tag("GEN-15")
    @DisplayName("tokens and secrets do not show in what is printed")
    void nothingIsPrinted() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);
        assertThat(SigningKey.of("kid", SigningAlgorithm.ES256, key).toString()).isEqualTo("SigningKey[kid, ES256]");
        assertThat(Secret.of(token).toString()).doesNotContain(token);
    }

    private static JsonObject part(String jwt, int index) {
        return Json.readObject(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]));
    }
}
