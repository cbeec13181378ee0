package dev.drawbridge.oauth.internal.registration;

import static dev.drawbridge.oauth.internal.registration.RegistrationScene.REGISTER;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.error;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.json;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.least;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.publicClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.InitialAccessTokens;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may register clients. */
class RegistrationModesTest {

    private static boolean advertised(RegistrationScene scene) {
        Response metadata = scene.test.handle(Request.of(
                "GET", "/.well-known/oauth-authorization-server", Headers.NONE, InetAddress.getLoopbackAddress()));
        return json(metadata).has("registration_endpoint");
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("it is off by default: the endpoint does not exist and is not advertised")
    void closed() {
        RegistrationScene scene = new RegistrationScene(DynamicRegistration.closed());
        assertThat(scene.register(publicClient()).status()).isEqualTo(404);
        assertThat(scene.send("GET", REGISTER + "/x", "t", null).status()).isEqualTo(404);
        assertThat(advertised(scene)).isFalse();
        assertThat(advertised(new RegistrationScene(DynamicRegistration.open())))
                .isTrue();
    }

    @Test
    void aSettingThatCannotBeIntendedIsRefused() {
        assertThatThrownBy(() -> new RegistrationScene(DynamicRegistration.open()
                        .withScopes(List.of("tickets.*"))
                        .withLimits(0, 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("catalog", "limits");
        assertThatThrownBy(
                        () -> new RegistrationScene(DynamicRegistration.open().withUnusedFor(Duration.ZERO)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    @Tag("DCR-04")
    @DisplayName("a strict server registers only clients that it would take: with keys and https redirect URIs")
    void strictServers() {
        RegistrationScene strict = new RegistrationScene(DynamicRegistration.open(), Profile.FAPI2);
        Map<String, Object> keys = least();
        keys.put("token_endpoint_auth_method", "private_key_jwt");
        keys.put("jwks_uri", "https://client.test/keys");
        assertThat(strict.register(keys).status()).isEqualTo(201);
        assertThat(error(strict.register(publicClient()))).isEqualTo("invalid_client_metadata");
        assertThat(error(strict.register(least()))).isEqualTo("invalid_client_metadata");
        keys.put("redirect_uris", List.of("http://127.0.0.1/callback"));
        assertThat(error(strict.register(keys))).isEqualTo("invalid_redirect_uri");
    }

    @Nested
    class WithInitialTokens {

        private final RegistrationScene scene = new RegistrationScene(DynamicRegistration.withInitialTokens());
        private final InitialAccessTokens tokens = scene.server.initialAccessTokens();

        @Test
        @Tag("DCR-01")
        @DisplayName("without a token nobody registers, and a wrong one is told nothing about the metadata")
        void aTokenIsNeeded() {
            Response without = scene.register(publicClient());
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.header("WWW-Authenticate")).contains("Bearer realm=\"registration\"");
            Response wrong = scene.send("POST", REGISTER, "wrong", "{");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(error(wrong)).isEqualTo("invalid_token");
            assertThat(wrong.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
            Headers twice = Headers.NONE.plus("Authorization", "Bearer a").plus("Authorization", "Bearer b");
            assertThat(scene.send("POST", REGISTER, twice, "{}", "127.0.0.1").status())
                    .isEqualTo(401);
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("a token registers as many clients as it allows, and a failed registration uses nothing up")
        void countsUses() {
            String token = issue(2, Duration.ofHours(1)).secret().reveal();
            assertThat(scene.register(least(), token).status()).isEqualTo(201);
            assertThat(scene.send("POST", REGISTER, token, "{}").status()).isEqualTo(400);
            assertThat(scene.register(least(), token).status()).isEqualTo(201);
            assertThat(scene.register(least(), token).status()).isEqualTo(401);
            assertThat(tokens.list()).isEmpty();
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("of fifty simultaneous registrations with a token of three uses exactly three go through")
        void raceForUses() {
            String token = issue(3, Duration.ofHours(1)).secret().reveal();
            List<Integer> statuses =
                    Race.run(thread -> scene.register(publicClient(), token).status());
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(Race.THREADS - 3);
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("a token ends when it expires or is revoked; its clients stay")
        void ends() {
            InitialAccessTokens.Issued expiring = issue(5, Duration.ofHours(1));
            InitialAccessTokens.Issued revoked = issue(5, Duration.ofHours(5));
            Response held = scene.register(publicClient(), revoked.secret().reveal());
            assertThat(tokens.revoke(revoked.token().id(), Actor.SYSTEM)).isTrue();
            assertThat(tokens.revoke(revoked.token().id(), Actor.SYSTEM)).isFalse();
            assertThat(scene.register(least(), revoked.secret().reveal()).status())
                    .isEqualTo(401);
            scene.clock.advance(Duration.ofHours(1));
            assertThat(scene.register(least(), expiring.secret().reveal()).status())
                    .isEqualTo(401);
            assertThat(scene.read(held).status()).isEqualTo(200);
            scene.clock.advance(Duration.ofDays(2));
            scene.test.runJobs();
            assertThat(scene.app(held).status()).isEqualTo(AppStatus.ACTIVE);
        }

        @Test
        void aTokenIsKeptAsAHashAndListedWithoutIt() {
            InitialAccessTokens.Issued issued = issue(5, Duration.ofHours(1));
            assertThat(issued.secret().reveal()).matches("dp_ia_[0-9A-Za-z]{49}");
            assertThat(tokens.list()).containsExactly(issued.token());
            assertThat(issued.toString()).doesNotContain(issued.secret().reveal());
            assertThat(scene.core
                            .journal()
                            .about("initialToken", issued.token().id(), 5)
                            .toString())
                    .contains("initial_token.created", "partners")
                    .doesNotContain(issued.secret().reveal());
            assertThatThrownBy(() -> issue(0, Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> issue(1, Duration.ofDays(400))).isInstanceOf(IllegalArgumentException.class);
        }

        private InitialAccessTokens.Issued issue(int uses, Duration lifetime) {
            return tokens.issue("partners", uses, lifetime, Actor.SYSTEM);
        }
    }

    @Nested
    class Open {

        private final RegistrationScene scene =
                new RegistrationScene(DynamicRegistration.open().withLimits(2, 5));

        private Response from(String peer) {
            Headers headers = Headers.NONE.with("Content-Type", "application/json");
            return scene.send("POST", REGISTER, headers, Json.write(publicClient()), peer);
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("an address may register so many clients an hour; a network of IPv6 is one address")
        void perAddress() {
            assertThat(from("192.0.2.1").status()).isEqualTo(201);
            assertThat(from("192.0.2.1").status()).isEqualTo(201);
            Response refused = from("192.0.2.1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(error(refused)).isEqualTo("too_many_requests");
            assertThat(refused.header("Retry-After")).contains("3600");
            assertThat(from("2001:db8::1").status()).isEqualTo(201);
            assertThat(from("2001:db8::2").status()).isEqualTo(201);
            assertThat(from("2001:db8:0:0:9::1").status()).isEqualTo(429);
            scene.clock.advance(Duration.ofHours(1));
            assertThat(from("192.0.2.1").status()).isEqualTo(201);
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("all addresses together may register so many clients a day")
        void perDay() {
            for (int i = 1; i <= 5; i++) {
                assertThat(from("192.0.2." + i).status()).isEqualTo(201);
            }
            assertThat(from("192.0.2.6").status()).isEqualTo(429);
            scene.clock.advance(Duration.ofHours(24));
            assertThat(from("192.0.2.6").status()).isEqualTo(201);
        }

        @Test
        @Tag("DCR-01")
        @DisplayName("a client that nobody connects within 24 hours ends; one that somebody connected stays")
        void unusedClientsEnd() {
            Response unused = from("192.0.2.1");
            Response used = from("192.0.2.1");
            scene.connect(used);
            scene.clock.advance(Duration.ofHours(24).minusSeconds(1));
            scene.test.runJobs();
            assertThat(scene.read(unused).status()).isEqualTo(200);
            scene.clock.advance(Duration.ofSeconds(1));
            scene.test.runJobs();

            assertThat(scene.app(unused).status()).isEqualTo(AppStatus.REVOKED);
            assertThat(scene.read(unused).status()).isEqualTo(401);
            assertThat(scene.read(used).status()).isEqualTo(200);
            assertThat(scene.oauth
                            .redeem(
                                    scene.client(used),
                                    scene.oauth.code(scene.core
                                            .grants()
                                            .activeOf(scene.app(used).id())
                                            .get(0)))
                            .status())
                    .isEqualTo(200);
            scene.clock.advance(Duration.ofDays(30));
            scene.test.runJobs();
            assertThat(scene.app(used).status()).isEqualTo(AppStatus.ACTIVE);
        }

        @Test
        void theLimitsDoNotBindClientsThatAreRefused() {
            for (int i = 0; i < 5; i++) {
                assertThat(scene.send("POST", REGISTER, null, "{}").status()).isEqualTo(400);
            }
            Response held = scene.register(publicClient());
            assertThat(held.status()).isEqualTo(201);
            assertThat(OAuthScene.text(held, "client_name")).isEqualTo("Acme Assistant");
        }
    }
}
