package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.MemoryOAuthRows;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAuthenticationTest extends TokenRequestScene {

    private final String secret = client.secret() == null ? "" : client.secret().reveal();

    @Test
    @Tag("CLI-23")
    @DisplayName("the platform's IP allow list is judged after the secret, and the refusal is in the journal")
    void addresses() {
        TestPlatform narrow = scene.node(
                surroundings -> surroundings.set(environment -> environment.ipAllowList(List.of("203.0.113.0/24"))),
                settings -> settings);
        OAuthScene outside = MemoryOAuthRows.scene(narrow, scene.stores);
        Map<String, String> form = Map.of("grant_type", "client_credentials");

        Response wrong = outside.post(
                "/oauth/token", Headers.NONE, GRANT + "&client_id=" + id + "&client_secret=" + secret + "x");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("credentials are wrong");
        assertThat(scene.core.journal().about("app", client.app().id().value(), 10))
                .isEmpty();

        Response refused = outside.token(client, form);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(OAuthScene.text(refused, "error")).isEqualTo("invalid_client");
        assertThat(refused.text()).contains("may not be used from this address");
        assertThat(scene.core.journal().about("app", client.app().id().value(), 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString())
                        .contains(
                                "client.address_refused",
                                InetAddress.getLoopbackAddress().getHostAddress()));
        assertThat(scene.oauth.token(client, form).status()).isEqualTo(200);
    }

    @Nested
    class WhenTheProofIsRight {

        @Test
        @Tag("CLI-01")
        @DisplayName("the secret may be in the header or in the form")
        void bothWays() {
            assertThat(header(client.basic(), GRANT).status()).isEqualTo(200);
            assertThat(form(GRANT + "&client_id=" + id + "&client_secret=" + secret)
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("CLI-02")
        @Tag("CLI-05")
        @DisplayName("header values are form-encoded, the scheme is read in any case")
        void encoded() {
            String encoded = percent(id) + ":" + percent(secret);
            assertThat(header("bAsIc " + base64(encoded), GRANT).status()).isEqualTo(200);
        }

        @Test
        @Tag("CLI-07")
        @DisplayName("the form may repeat the header's client")
        void sameIdTwice() {
            assertThat(header(client.basic(), GRANT + "&client_id=" + id).status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("CLI-15")
        @DisplayName("which secret was used is recorded")
        void lastUse() {
            header(client.basic(), GRANT);
            SecretStore secrets = scene.stores.secrets();
            assertThat(secrets.live(client.app().id(), scene.clock.instant()))
                    .allSatisfy(live -> assertThat(live.lastUsedAt()).isEqualTo(scene.clock.instant()));
        }
    }

    @Nested
    class WhenThereIsNoSecret {

        private final OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
        private final String publicId = app.app().clientId().value();

        @Test
        @Tag("CLI-11")
        @DisplayName("a header with the id and an empty secret is the id alone: what Go's library tries first")
        void emptySecretInTheHeader() {
            String code = OAuthScene.encode(scene.oauth.codeForm(
                    scene.oauth.code(scene.oauth.consent(app, "co_pro", "usr_pro", "tickets.read"))));
            Response redeemed = header("Basic " + base64(publicId + ":"), code);
            assertThat(redeemed.status()).isEqualTo(200);
            String refresh = OAuthScene.text(redeemed, "refresh_token");
            Response refreshed = header(
                    "Basic " + base64(publicId + ":"),
                    "grant_type=refresh_token&refresh_token=" + refresh + "&client_id=" + publicId);
            assertThat(refreshed.status()).isEqualTo(200);
            Response revoked = scene.oauth.post(
                    "/oauth/revoke",
                    Headers.NONE.plus("Authorization", "Basic " + base64(publicId + ":")),
                    "token=" + OAuthScene.text(refreshed, "refresh_token"));
            assertThat(revoked.status()).isEqualTo(200);
            assertThat(form("client_secret=&grant_type=refresh_token&refresh_token=x&client_id=" + publicId)
                            .status())
                    .isEqualTo(400);
        }

        @Test
        @Tag("CLI-10")
        @DisplayName("an empty secret in the header authenticates no confidential client, and is 401 with a challenge")
        void confidential() {
            Response refused = header("Basic " + base64(id + ":"), GRANT);
            assertError(refused, 401, "invalid_client");
            assertThat(refused.header("WWW-Authenticate")).isPresent();
            assertError(header("Basic " + base64(publicId + ":"), GRANT + "&client_secret=x"), 400, "invalid_request");
            assertError(header("Basic " + base64(publicId + ":"), GRANT + "&client_id=other"), 400, "invalid_request");
        }
    }

    @Nested
    class WhenItIsWrong {

        static Stream<String> malformedHeaders() {
            return Stream.of(
                    "Basic",
                    "Basic ",
                    "Basic !!!",
                    "Basic " + base64("no colon"),
                    "Basic " + base64(":empty id"),
                    "Basic " + base64("a:bc").replace("=", ""),
                    "Basic  " + base64("a:b"),
                    "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xC3, 0x28, ':', 'x'}),
                    "Bearer abc",
                    "Digest username=a");
        }

        @ParameterizedTest
        @MethodSource("malformedHeaders")
        @Tag("CLI-04")
        @Tag("CLI-08")
        @DisplayName("a malformed header is 401 and names the scheme")
        void malformedHeader(String value) {
            Response response = header(value, GRANT);
            assertThat(response.status()).isEqualTo(401);
            assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_client");
            assertThat(response.header("WWW-Authenticate"))
                    .hasValueSatisfying(v -> assertThat(v).startsWith("Basic realm="));
        }

        @Test
        @Tag("CLI-13")
        @DisplayName("an unknown client and a wrong secret get one response")
        void indistinguishable() {
            Response unknown = header("Basic " + base64("dp_cid_unknown:" + secret), GRANT);
            char first = secret.charAt("dp_cs_".length());
            String other = secret.replaceFirst("cs_.", first == 'x' ? "cs_y" : "cs_x");
            Response wrong = header("Basic " + base64(id + ":" + other), GRANT);

            assertThat(unknown.status()).isEqualTo(401).isEqualTo(wrong.status());
            assertThat(unknown.text()).isEqualTo(wrong.text());
            assertThat(unknown.header("WWW-Authenticate")).isEqualTo(wrong.header("WWW-Authenticate"));
        }

        @Test
        @Tag("CLI-08")
        @DisplayName("without the header in the request the 401 asks for none")
        void noChallengeForForms() {
            Response response = form(GRANT + "&client_id=" + id + "&client_secret=wrong");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate")).isEmpty();
        }

        @Test
        @Tag("CLI-06")
        @Tag("CLI-07")
        @DisplayName("two ways together, and two clients together, are invalid_request")
        void ambiguous() {
            assertError(header(client.basic(), GRANT + "&client_secret=" + secret), 400, "invalid_request");
            assertError(header(client.basic(), GRANT + "&client_assertion=x"), 400, "invalid_request");
            assertError(header(client.basic(), GRANT + "&client_id=other"), 400, "invalid_request");
            Headers two = Headers.NONE.plus("Authorization", client.basic()).plus("Authorization", client.basic());
            assertError(scene.oauth.post("/oauth/token", two, GRANT), 400, "invalid_request");
        }

        @Test
        @Tag("CLI-09")
        @DisplayName("credentials in the query are not looked at")
        void query() {
            Response response =
                    scene.oauth.post("/oauth/token?client_id=" + id + "&client_secret=" + secret, Headers.NONE, GRANT);
            assertError(response, 401, "invalid_client");
        }

        @Test
        @Tag("CLI-10")
        @DisplayName("the id alone authenticates no confidential client")
        void idAlone() {
            assertError(form(GRANT + "&client_id=" + id), 401, "invalid_client");
        }

        @Test
        @Tag("CLI-11")
        @DisplayName("a public client has no secret to send")
        void publicClientWithSecret() {
            String publicId = publicClient();
            assertError(
                    form("grant_type=refresh_token&refresh_token=x&client_id=" + publicId + "&client_secret=x"),
                    401,
                    "invalid_client");
        }

        @Test
        @Tag("CLI-17")
        @Tag("R-13")
        @DisplayName("a suspended app cannot authenticate, and its tokens stop")
        void suspended() {
            String token = OAuthScene.text(header(client.basic(), GRANT), "access_token");
            assertThat(scene.call(token).status()).isEqualTo(200);

            scene.core.apps().moveStatus(client.app().id(), AppStatus.ACTIVE, AppStatus.SUSPENDED, SettableClock.START);
            CoreServices.of(scene.test.env())
                    .changes()
                    .drop(ChangeKind.APP, client.app().id().value());

            assertError(header(client.basic(), GRANT), 401, "invalid_client");
            assertThat(scene.call(token).status()).isEqualTo(401);
        }
    }

    /** Encodes every character, as a client may. */
    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
