package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionTest extends IntrospectionScene {

    @Nested
    class WhenTheTokenIsGood {

        @Test
        @Tag("INT-03")
        @DisplayName("a client learns what its access token says, in JSON's own types")
        void accessToken() {
            Response response = introspect(client, access);
            JsonObject members = Json.readObject(response.body());
            long now = scene.clock.instant().getEpochSecond();

            assertThat(response.status()).isEqualTo(200);
            assertThat(members.toMap())
                    .containsOnlyKeys(("active scope client_id token_type exp iat sub aud iss jti company auth_time")
                            .split(" ", -1))
                    .containsEntry("active", true)
                    .containsEntry("scope", "tickets.read tickets.write")
                    .containsEntry("client_id", client.app().clientId().value())
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("sub", "usr_pro")
                    .containsEntry("company", "co_pro")
                    .containsEntry("aud", TestPlatform.ISSUER + "/api/v1")
                    .containsEntry("iss", TestPlatform.ISSUER.toString());
            assertThat(members.number("iat")).contains(now);
            assertThat(members.number("exp")).contains(now + 3600);
            assertThat(members.number("auth_time")).contains(now);
        }

        @Test
        @Tag("INT-03")
        @DisplayName("a machine's token tells which user it runs as, and of no login")
        void machine() {
            OAuthScene.Client app = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
            Response machine = scene.oauth.token(app, Map.of("grant_type", "client_credentials"));

            Map<String, Object> members = members(introspect(app, OAuthScene.text(machine, "access_token")));

            assertThat(members)
                    .containsEntry("active", true)
                    .containsEntry("company", "co_pro")
                    .containsEntry("run_as", "usr_pro")
                    .containsEntry("sub", "client:" + app.app().clientId())
                    .doesNotContainKeys("auth_time", "gid", "fid");
        }

        @Test
        @Tag("INT-05")
        @DisplayName("a refresh token is described as itself, and cannot be taken for an access token")
        void refreshToken() {
            JsonObject members = Json.readObject(introspect(client, refresh).body());
            long now = scene.clock.instant().getEpochSecond();

            assertThat(members.toMap())
                    .containsOnlyKeys(("active scope client_id exp iat sub iss company auth_time").split(" ", -1))
                    .containsEntry("active", true)
                    .containsEntry("scope", "tickets.read tickets.write")
                    .containsEntry("sub", "usr_pro")
                    .containsEntry("company", "co_pro");
            assertThat(members.number("exp")).contains(now + Duration.ofDays(30).toSeconds());
        }

        @Test
        @Tag("INT-05")
        @DisplayName("each generation has its own times, never beyond the end of the family")
        void generations() {
            String current = refresh;
            for (int day = 0; day < 80; day += 20) {
                scene.clock.advance(Duration.ofDays(20));
                current = OAuthScene.text(scene.oauth.refresh(client, current), "refresh_token");
            }
            JsonObject members = Json.readObject(introspect(client, current).body());
            long now = scene.clock.instant().getEpochSecond();

            assertThat(members.number("iat")).contains(now);
            assertThat(members.number("exp")).contains(now + Duration.ofDays(10).toSeconds());
        }

        @ParameterizedTest
        @ValueSource(strings = {"access_token", "refresh_token", "nonsense", ""})
        @Tag("INT-06")
        @DisplayName("whatever the hint says both kinds are found, and no response is stored")
        void hints(String hint) {
            for (String token : new String[] {access, refresh}) {
                Response response =
                        scene.oauth.post(PATH, client, new HashMap<>(Map.of("token", token, "token_type_hint", hint)));
                assertThat(members(response)).containsEntry("active", true);
                assertThat(response.header("Cache-Control")).contains("no-store");
                assertThat(response.header("Content-Type")).contains("application/json");
            }
        }

        @Test
        @Tag("INT-04")
        @DisplayName("a resource server learns about every client's access token, not about refresh tokens")
        void resourceServer() {
            assertThat(members(introspect(reports, access)))
                    .containsEntry("active", true)
                    .containsEntry("client_id", client.app().clientId().value());
            assertInactive(introspect(reports, refresh));
        }
    }

    @Nested
    class WhenTheRequestIsNotGood {

        @Test
        @Tag("INT-01")
        @DisplayName("nobody learns anything without proving who they are")
        void anonymous() {
            assertRefused(scene.oauth.post(PATH, Headers.NONE, "token=" + access));
            assertRefused(scene.oauth.post(
                    PATH,
                    Headers.NONE,
                    "token=" + access + "&client_id=" + client.app().clientId()));
            assertRefused(scene.oauth.post(PATH, Headers.NONE.plus("Authorization", "Bearer " + access), "token=x"));
            assertRefused(scene.oauth.post(
                    PATH,
                    Headers.NONE,
                    "token=" + access + "&client_id=" + client.app().clientId() + "&client_secret=wrong"));
        }

        @Test
        @Tag("INT-01")
        @DisplayName("a public client may not ask, not even about its own tokens")
        void publicClient() {
            OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            Grant consent = scene.oauth.consent(app, "co_pro", "usr_pro", "tickets.read");
            String token = OAuthScene.text(scene.oauth.redeem(app, scene.oauth.code(consent)), "access_token");

            assertRefused(introspect(app, token));
        }

        @Test
        @Tag("GEN-01")
        @Tag("GEN-03")
        @Tag("GEN-13")
        @DisplayName("a token is named exactly once, and without NUL")
        void parameters() {
            Headers proof = Headers.NONE.plus("Authorization", client.basic());
            for (String form : new String[] {"", "token=", "token=%00", "token=" + access + "&token=" + access}) {
                Response response = scene.oauth.post(PATH, proof, form);
                assertThat(response.status()).as(form).isEqualTo(400);
                assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_request");
                assertThat(response.header("Cache-Control")).contains("no-store");
            }
            assertActive(scene.oauth.post(PATH, proof, "token=" + access + "&unknown=1&scope%5Ba%5D=b"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
        @Tag("INT-06")
        @Tag("GEN-14")
        @DisplayName("there is only POST, and a query is never read")
        void methods(String method) {
            Response response = scene.test.handle(Request.of(
                    method,
                    PATH + "?token=" + access,
                    Headers.NONE.plus("Authorization", client.basic()),
                    InetAddress.getLoopbackAddress()));

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow"))
                    .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
            assertThat(response.text()).doesNotContain("active");
        }

        @Test
        @Tag("OPS-09")
        @DisplayName("while the host cannot be asked the response is 503, never a guess")
        void hostAway() {
            scene.test.host().down(true);
            for (String token : new String[] {access, refresh}) {
                assertUnavailable(introspect(client, token));
            }
            scene.test.host().down(false);
            assertActive(introspect(client, access));
        }

        @Test
        @Tag("OPS-09")
        @DisplayName("a node that may have missed a revocation does not call an access token active")
        void stale() {
            scene.clock.pass(ChangeFeed.MAX_STALENESS.plusNanos(1));
            assertUnavailable(introspect(client, access));
            assertUnavailable(introspect(reports, access));
            // What a refresh token is worth is kept in its row.
            assertActive(introspect(client, refresh));

            CoreServices.of(scene.test.env()).changes().poll();
            assertActive(introspect(client, access));
        }
    }

    private static void assertUnavailable(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("temporarily_unavailable");
        assertThat(response.header("Retry-After")).isPresent();
    }

    private static void assertRefused(Response response) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_client");
    }
}
