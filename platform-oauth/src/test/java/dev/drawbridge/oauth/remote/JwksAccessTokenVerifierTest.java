package dev.drawbridge.oauth.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.jwt.SigningKey;
import dev.drawbridge.oauth.internal.world.RemoteScene;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service of the host elsewhere, with nothing but the issuer's address. */
class JwksAccessTokenVerifierTest {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RemoteScene scene = new RemoteScene();
    private final JwksAccessTokenVerifier verifier = scene.verifier();
    private final String token = scene.token("tickets.read");

    @AfterEach
    void stop() {
        scene.close();
    }

    @Nested
    class ATokenOfTheIssuer {

        @Test
        @Tag("JWT-05")
        @Tag("CCG-04")
        @DisplayName("is good and says who calls: a machine")
        void machine() {
            RemoteAccessToken verified = valid(verify(token));

            assertThat(verified.user()).isEmpty();
            assertThat(verified.runAs()).contains(new UserId("usr_pro"));
            assertThat(verified.actsAs()).isEqualTo(new UserId("usr_pro"));
            assertThat(verified.subject())
                    .isEqualTo("client:" + verified.clientId().value());
            assertThat(verified.company().value()).isEqualTo("co_pro");
            assertThat(verified.scopes().toWire()).isEqualTo("tickets.read");
            assertThat(verified.expiresAt()).isEqualTo(verified.issuedAt().plusSeconds(3_600));
            assertThat(verified.authenticatedAt()).isEmpty();
            assertThat(verified.toString()).doesNotContain(token);
        }

        @Test
        @Tag("JWT-05")
        @DisplayName("is good and says who calls: a user")
        void user() {
            OAuthScene.Client client = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            String code = scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read"));
            RemoteAccessToken verified =
                    valid(verify(OAuthScene.text(scene.oauth.redeem(client, code), "access_token")));

            assertThat(verified.user()).contains(new UserId("usr_pro"));
            assertThat(verified.runAs()).isEmpty();
            assertThat(verified.subject()).isEqualTo("usr_pro");
            assertThat(verified.authenticatedAt()).contains(scene.clock.instant());
        }

        @Test
        @Tag("JWT-10")
        @DisplayName("expires to the second, and a clock that is behind by more than the skew is not trusted")
        void time() {
            SigningKey key = scene.stolenKey();
            Map<String, Object> claims = claims();
            long now = scene.clock.instant().getEpochSecond();
            for (String name : List.of("iat", "nbf")) {
                assertThat(verify(issue(key, claims, name, now + 60))).isInstanceOf(TokenCheck.Valid.class);
                assertThat(verify(issue(key, claims, name, now + 61))).isInstanceOf(TokenCheck.Invalid.class);
                JwksAccessTokenVerifier strict = scene.verifier(builder -> builder.clockSkew(Duration.ofSeconds(5)));
                assertThat(strict.verify(Secret.of(issue(key, claims, name, now + 5))))
                        .isInstanceOf(TokenCheck.Valid.class);
                assertThat(strict.verify(Secret.of(issue(key, claims, name, now + 6))))
                        .isInstanceOf(TokenCheck.Invalid.class);
            }
            scene.clock.advance(Duration.ofSeconds(3_599));
            assertThat(verify(token)).isInstanceOf(TokenCheck.Valid.class);
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(verify(token)).isInstanceOf(TokenCheck.Invalid.class);
        }

        @Test
        @Tag("JWT-05")
        @Tag("JWT-06")
        @DisplayName("is refused if anything of it is wrong, as the platform's own verifier does")
        void wrong() {
            SigningKey key = scene.stolenKey();
            assertThat(verify(key.issue("at+jwt", claims()))).isInstanceOf(TokenCheck.Valid.class);
            Map<String, Object> wrong = new LinkedHashMap<>();
            wrong.put("iss", "https://elsewhere.test");
            wrong.put("aud", "https://elsewhere.test/api/v1");
            wrong.put("sub", "usr_pro");
            wrong.put("exp", scene.clock.instant().getEpochSecond());
            wrong.put("company", 7);
            wrong.put("cnf", Map.of("x5t#S256", "unknown confirmation"));
            wrong.forEach((name, value) -> assertThat(verify(issue(key, claims(), name, value)))
                    .as(name)
                    .isInstanceOf(TokenCheck.Invalid.class));
            for (String name : List.of("iss", "aud", "sub", "client_id", "iat", "exp", "jti", "company")) {
                Map<String, Object> claims = claims();
                claims.remove(name);
                assertThat(verify(key.issue("at+jwt", claims)))
                        .as("without " + name)
                        .isInstanceOf(TokenCheck.Invalid.class);
            }
            assertThat(verify(key.issue("JWT", claims()))).isInstanceOf(TokenCheck.Invalid.class);
            for (Map.Entry<String, Object> change : List.<Map.Entry<String, Object>>of(
                    Map.entry("alg", "none"),
                    Map.entry("alg", "HS256"),
                    Map.entry("alg", "RS256"),
                    Map.entry("alg", 7),
                    Map.entry("crit", List.of("exp")),
                    Map.entry("typ", "dpop+jwt"))) {
                Map<String, Object> header = part(0);
                header.put(change.getKey(), change.getValue());
                assertThat(verify(encode(header) + token.substring(token.indexOf('.'))))
                        .as(change.toString())
                        .isInstanceOf(TokenCheck.Invalid.class);
            }
            for (String text : List.of("", ".", "..", "a.b.c", token + "=", token + ".", token.substring(1))) {
                assertThat(verify(text)).as(text).isInstanceOf(TokenCheck.Invalid.class);
            }
        }

        @Test
        @Tag("RES-05")
        @Tag("RFT-01")
        @DisplayName("is for this resource alone; refresh tokens and other audiences are refused")
        void audience() {
            JwksAccessTokenVerifier other = JwksAccessTokenVerifier.builder(
                            scene.issuer, URI.create(scene.issuer + "/other"))
                    .clock(scene.clock)
                    .insecureDevelopmentMode()
                    .build();
            assertThat(other.verify(Secret.of(token))).isInstanceOf(TokenCheck.Invalid.class);
        }
    }

    @Nested
    class TheKeys {

        @Test
        @Tag("JWT-08")
        @DisplayName("are fetched once for many tokens and threads, and asked for with their tag when they are old")
        void cache() {
            List<TokenCheck<RemoteAccessToken>> found = Race.run(thread -> verify(token));
            assertThat(found).allSatisfy(one -> assertThat(one).isInstanceOf(TokenCheck.Valid.class));
            assertThat(scene.keyFetches).hasValue(1);
            scene.clock.advance(Duration.ofSeconds(299));
            valid(verify(token));
            assertThat(scene.keyFetches).hasValue(1);
            scene.clock.advance(Duration.ofSeconds(1));
            valid(verify(token));
            assertThat(scene.keyFetches).hasValue(2);
            assertThat(scene.unchanged).hasValue(1);
        }

        @Test
        @Tag("JWT-08")
        @Tag("JWT-11")
        @DisplayName(
                "when one is revoked its tokens end within the bound, and tokens of the new one are taken immediately")
        void revoked() {
            valid(verify(token));
            String kid = scene.authorization.keys().published().get(0).kid();
            scene.authorization.keys().revoke(kid, Actor.SYSTEM);

            String fresh = scene.token("tickets.read");
            valid(verify(fresh));
            assertThat(verify(token)).isInstanceOf(TokenCheck.Invalid.class);

            JwksAccessTokenVerifier quiet = scene.verifier();
            valid(quiet.verify(Secret.of(fresh)));
            scene.authorization
                    .keys()
                    .revoke(scene.authorization.keys().published().get(0).kid(), Actor.SYSTEM);
            scene.clock.advance(Duration.ofSeconds(299));
            assertThat(quiet.verify(Secret.of(fresh))).as("nobody told it yet").isInstanceOf(TokenCheck.Valid.class);
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(quiet.verify(Secret.of(fresh))).isInstanceOf(TokenCheck.Invalid.class);
        }

        @RepeatedTest(5)
        @Tag("CLI-22")
        @DisplayName("unknown names lead to one fetch in half a minute, however many there are")
        void unknown() {
            valid(verify(token));
            Race.run(thread -> verify(named("made-up-" + thread)));
            Race.run(thread -> verify(named("more-made-up-" + thread)));
            assertThat(scene.keyFetches).hasValue(2);
            scene.clock.advance(Duration.ofSeconds(30));
            assertThat(verify(named("again"))).isInstanceOf(TokenCheck.Invalid.class);
            assertThat(scene.keyFetches).hasValue(3);
        }

        @Test
        @Tag("OPS-09")
        @DisplayName("serve on while the server is away, for as long as was said, and not before there were any")
        void outage() {
            JwksAccessTokenVerifier late = scene.verifier();
            JwksAccessTokenVerifier hour = scene.verifier(
                    builder -> builder.keysFreshFor(Duration.ofMinutes(1)).outage(Duration.ofMinutes(50)));
            valid(hour.verify(Secret.of(token)));
            scene.down = true;
            assertThat(late.verify(Secret.of(token))).isInstanceOf(TokenCheck.Unknown.class);
            scene.clock.advance(Duration.ofSeconds(49 * 60 + 59));
            assertThat(hour.verify(Secret.of(token))).isInstanceOf(TokenCheck.Valid.class);
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(hour.verify(Secret.of(token))).isInstanceOf(TokenCheck.Unknown.class);
            scene.down = false;
            scene.clock.advance(Duration.ofSeconds(10));
            assertThat(hour.verify(Secret.of(token))).isInstanceOf(TokenCheck.Valid.class);
            assertThat(late.verify(Secret.of(token))).isInstanceOf(TokenCheck.Valid.class);
        }

        @Test
        @Tag("MET-02")
        @DisplayName("are taken from the issuer's own metadata alone")
        void foreign() {
            JwksAccessTokenVerifier other = JwksAccessTokenVerifier.builder(
                            URI.create(scene.issuer.toString().replace("127.0.0.1", "localhost")), scene.resource)
                    .clock(scene.clock)
                    .insecureDevelopmentMode()
                    .build();
            assertThat(other.verify(Secret.of(token))).isInstanceOf(TokenCheck.Unknown.class);
            assertThat(scene.keyFetches).hasValue(0);
        }
    }

    @Nested
    class Introspection {

        private final JwksAccessTokenVerifier asking =
                scene.verifier(builder -> builder.introspection(RemoteScene.SERVICE, scene.secret()));

        @Test
        @Tag("JWT-11")
        @Tag("INT-04")
        @DisplayName("lets a revocation count immediately; without it the token is good until it expires")
        void revocation() {
            OAuthScene.Client machine = scene.machine("tickets.read");
            String own = OAuthScene.text(
                    scene.oauth.token(machine, Map.of("grant_type", "client_credentials")), "access_token");
            valid(asking.verify(Secret.of(own)));
            scene.oauth.post("/oauth/revoke", machine, Map.of("token", own));
            assertThat(asking.verify(Secret.of(own))).isInstanceOf(TokenCheck.Invalid.class);
            assertThat(verify(own)).isInstanceOf(TokenCheck.Valid.class);
        }

        @Test
        @Tag("OPS-09")
        @DisplayName("that fails lets nothing through")
        void outage() {
            valid(asking.verify(Secret.of(token)));
            scene.down = true;
            assertThat(asking.verify(Secret.of(token))).isInstanceOf(TokenCheck.Unknown.class);
            assertThat(asking.verify(Secret.of(token + "x"))).isInstanceOf(TokenCheck.Invalid.class);
        }

        @Test
        void withAWrongSecretLetsNothingThrough() {
            JwksAccessTokenVerifier wrong =
                    scene.verifier(builder -> builder.introspection(RemoteScene.SERVICE, Secret.of("wrong")));
            assertThat(wrong.verify(Secret.of(token))).isInstanceOf(TokenCheck.Unknown.class);
        }
    }

    @Test
    @Tag("A-124")
    void everythingThatIsWrongWithTheSettingsIsToldTogether() {
        assertThatThrownBy(() -> JwksAccessTokenVerifier.builder(
                                URI.create("http://auth.test/"), URI.create("https://api.test/v1?x=1"))
                        .keysFreshFor(Duration.ofSeconds(1))
                        .outage(Duration.ofDays(8))
                        .clockSkew(Duration.ofSeconds(61))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("issuer:", "resource:", "keysFreshFor:", "outage:", "clockSkew:");
    }

    private TokenCheck<RemoteAccessToken> verify(String text) {
        return verifier.verify(Secret.of(text));
    }

    private static RemoteAccessToken valid(TokenCheck<RemoteAccessToken> found) {
        assertThat(found).isInstanceOf(TokenCheck.Valid.class);
        return ((TokenCheck.Valid<RemoteAccessToken>) found).token();
    }

    private Map<String, Object> claims() {
        return part(1);
    }

    private Map<String, Object> part(int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return new LinkedHashMap<>(Json.readObject(json).toMap());
    }

    private static String issue(SigningKey key, Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return key.issue("at+jwt", changed);
    }

    private String named(String kid) {
        Map<String, Object> header = part(0);
        header.put("kid", kid);
        return encode(header) + token.substring(token.indexOf('.'));
    }

    private static String encode(Map<String, Object> members) {
        return BASE64URL.encodeToString(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }
}
