package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationCodeTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "tickets.write");
    private Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read", "tickets.write");
    private String code = "";

    @BeforeEach
    void issue() {
        code = scene.oauth.code(grant);
    }

    @Nested
    class WhenAllIsRight {

        @Test
        @Tag("TOK-03")
        @Tag("TOK-04")
        @Tag("GEN-09")
        @DisplayName("the response is JSON that nobody stores, with numbers as numbers")
        void theResponse() {
            Response response = scene.oauth.redeem(client, code);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(response.header("Content-Type")).contains("application/json");
            Map<String, Object> body = Json.readObject(response.body()).toMap();
            assertThat(body)
                    .containsOnlyKeys("access_token", "token_type", "expires_in", "refresh_token", "scope")
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("scope", "tickets.read tickets.write");
            assertThat(((Number) body.get("expires_in")).intValue()).isEqualTo(3_600);
            assertThat(scene.call(OAuthScene.text(response, "access_token")).status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("TOK-06")
        @DisplayName("the scope parameter is ignored")
        void theScopeParameterIsIgnored() {
            Map<String, String> form = scene.oauth.codeForm(code);
            form.put("scope", "tickets.read");

            assertThat(OAuthScene.text(scene.oauth.token(client, form), "scope"))
                    .isEqualTo("tickets.read tickets.write");
        }

        @Test
        @Tag("ACG-06")
        @DisplayName("the redirect URI may be left out")
        void theRedirectUriMayBeLeftOut() {
            Map<String, String> form = scene.oauth.codeForm(code);
            form.remove("redirect_uri");

            assertThat(scene.oauth.token(client, form).status()).isEqualTo(200);
        }
    }

    @Nested
    class WhenItWasUsed {

        @Test
        @Tag("ACG-02")
        @DisplayName("the second valid use is refused and ends what the first one began")
        void aReplayEndsTheFamily() {
            Response first = scene.oauth.redeem(client, code);

            assertInvalidGrant(scene.oauth.redeem(client, code));

            assertThat(scene.call(OAuthScene.text(first, "access_token")).status())
                    .isEqualTo(401);
            assertInvalidGrant(scene.oauth.refresh(client, OAuthScene.text(first, "refresh_token")));
        }

        @Test
        @Tag("ACG-03")
        @DisplayName("a second use that is otherwise wrong ends nothing")
        void aWrongReplayEndsNothing() {
            Response first = scene.oauth.redeem(client, code);
            OAuthScene.Client other = scene.oauth.register(AppType.WEB, "tickets.read");
            Map<String, String> wrongVerifier = scene.oauth.codeForm(code);
            wrongVerifier.put("code_verifier", "x".repeat(43));

            assertInvalidGrant(scene.oauth.redeem(other, code));
            assertInvalidGrant(scene.oauth.token(client, wrongVerifier));

            assertThat(scene.call(OAuthScene.text(first, "access_token")).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class WhenItIsWrong {

        @Test
        @Tag("ACG-04")
        @DisplayName("a code presented by another client is refused, and its own can still redeem it")
        void anotherClient() {
            OAuthScene.Client other = scene.oauth.register(AppType.WEB, "tickets.read");

            assertInvalidGrant(scene.oauth.redeem(other, code));
            assertThat(scene.oauth.redeem(client, code).status()).isEqualTo(200);
        }

        @Test
        @Tag("ACG-06")
        @DisplayName("another redirect URI is refused")
        void anotherRedirectUri() {
            Map<String, String> form = scene.oauth.codeForm(code);
            form.put("redirect_uri", OAuthScene.REDIRECT_URI + "/");

            assertInvalidGrant(scene.oauth.token(client, form));
        }

        @Test
        @Tag("ACG-07")
        @DisplayName("a code lives 60 s and not an instant longer")
        void expiry() {
            scene.clock.advance(Duration.ofSeconds(60));

            assertInvalidGrant(scene.oauth.redeem(client, code));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "short", "dp_ac_", "aVerifierOf43Characters_____________________€"})
        @Tag("PKC-05")
        @Tag("PKC-07")
        @DisplayName("without a well-formed verifier there is no token")
        void verifiers(String verifier) {
            Map<String, String> form = scene.oauth.codeForm(code);
            form.put("code_verifier", verifier);

            assertInvalidGrant(scene.oauth.token(client, form));
        }

        @Test
        @Tag("PKC-09")
        @DisplayName("four wrong verifiers leave the code alone, the fifth voids it")
        void wrongVerifiers() {
            String second = scene.oauth.code(grant);
            assertThat(attempts(code, 4)).isEqualTo(200);
            assertThat(attempts(second, 5)).isEqualTo(400);
        }

        private int attempts(String attacked, int wrong) {
            for (int i = 0; i < wrong; i++) {
                Map<String, String> form = scene.oauth.codeForm(attacked);
                form.put("code_verifier", "w".repeat(43 + i));
                assertInvalidGrant(scene.oauth.token(client, form));
            }
            return scene.oauth.redeem(client, attacked).status();
        }
    }

    @Nested
    class WhenThingsChangedSinceConsent {

        @Test
        @Tag("ACG-10")
        @DisplayName("a disabled user's code is refused")
        void disabledUser() {
            scene.test.host().disable("usr_pro", true);

            assertInvalidGrant(scene.oauth.redeem(client, code));
        }

        @Test
        @Tag("ACG-10")
        @DisplayName("a withdrawn grant's code is refused")
        void withdrawnGrant() {
            scene.core.grants().end(grant.id(), scene.clock.instant());

            assertInvalidGrant(scene.oauth.redeem(client, code));
        }

        @Test
        @Tag("ACG-10")
        @DisplayName("a revoked app's code is refused as its client is")
        void revokedApp() {
            scene.core.apps().moveStatus(client.app().id(), AppStatus.ACTIVE, AppStatus.REVOKED, SettableClock.START);
            CoreServices.of(scene.test.env())
                    .changes()
                    .drop(ChangeKind.APP, client.app().id().value());

            assertThat(OAuthScene.text(scene.oauth.redeem(client, code), "error"))
                    .isEqualTo("invalid_client");
        }

        @Test
        @Tag("ACG-10")
        @DisplayName("what was taken from the grant meanwhile is not in the token")
        void narrowedGrant() {
            scene.core.grants().changeScopes(grant.id(), grant.scopes(), Scopes.of("tickets.read"));

            assertThat(OAuthScene.text(scene.oauth.redeem(client, code), "scope"))
                    .isEqualTo("tickets.read");
        }
    }

    @Test
    @Tag("ACG-05")
    @DisplayName("a public client needs no secret, but must say who it is")
    void publicClients() {
        OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
        grant = scene.oauth.consent(app, "co_pro", "usr_pro", "tickets.read");
        String publicCode = scene.oauth.code(grant);

        Response anonymous =
                scene.oauth.post("/oauth/token", Headers.NONE, OAuthScene.encode(scene.oauth.codeForm(publicCode)));
        assertThat(OAuthScene.text(anonymous, "error")).isEqualTo("invalid_client");
        assertThat(scene.oauth.redeem(app, publicCode).status()).isEqualTo(200);
    }

    private static void assertInvalidGrant(Response response) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_grant");
    }
}
