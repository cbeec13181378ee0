package dev.drawbridge.oauth.internal.registration;

import static dev.drawbridge.oauth.internal.registration.RegistrationScene.error;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.json;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.least;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.publicClient;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.testkit.OAuthScene;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients register themselves (RFC 7591). */
class RegistrationTest {

    private final RegistrationScene scene = new RegistrationScene(DynamicRegistration.open());

    @Nested
    class Responses {

        @Test
        @Tag("DCR-02")
        @DisplayName("a registration gives 201 with id, secret, its expiry, the time and all metadata that holds")
        void tellsEverything() {
            Map<String, Object> metadata = publicClient();
            metadata.put("token_endpoint_auth_method", "client_secret_post");
            metadata.put("scope", "tickets.read invoices.read");
            metadata.put("client_uri", "https://client.test/");
            metadata.put("logo_uri", "https://client.test/logo.png");
            metadata.put("tos_uri", "https://client.test/terms");
            metadata.put("policy_uri", "https://client.test/privacy");
            metadata.put("contacts", List.of("+49 30 1", "help@client.test"));
            metadata.put("software_id", "acme");
            metadata.put("software_version", "2.1");
            metadata.put("dpop_bound_access_tokens", true);
            metadata.put("require_pushed_authorization_requests", true);

            Response response = scene.register(metadata);

            assertThat(response.status()).isEqualTo(201);
            assertThat(response.header("Content-Type")).contains("application/json");
            assertThat(response.header("Cache-Control")).contains("no-store");
            JsonObject told = json(response);
            assertThat(told.text("client_id").orElseThrow()).matches("dp_cid_[0-9A-Za-z]{49}");
            assertThat(told.text("client_secret").orElseThrow()).matches("dp_cs_[0-9A-Za-z]{49}");
            assertThat(told.number("client_secret_expires_at")).contains(0L);
            assertThat(told.number("client_id_issued_at"))
                    .contains(scene.clock.instant().getEpochSecond());
            metadata.put("scope", "invoices.read tickets.read");
            metadata.put("contacts", List.of("help@client.test"));
            assertThat(told.toMap()).containsAllEntriesOf(metadata);
        }

        @Test
        @Tag("DCR-03")
        @DisplayName("what is not said gets the defaults of the RFC, not everything we support")
        void hasTheDefaultsOfTheRfc() {
            JsonObject told = json(scene.register(least()));

            assertThat(told.text("token_endpoint_auth_method")).contains("client_secret_basic");
            assertThat(told.texts("grant_types")).contains(List.of("authorization_code"));
            assertThat(told.texts("response_types")).contains(List.of("code"));
            assertThat(told.text("client_name")).contains("Client at client.test");
            assertThat(told.has("application_type")).isFalse();
            assertThat(told.has("jwks")).isFalse();
        }

        @Test
        @Tag("DCR-03")
        @Tag("TOK-04")
        @DisplayName("a client that did not ask for the grant refresh_token gets no refresh token")
        void withoutTheGrantThereIsNoRefreshToken() {
            Response held = scene.register(least());
            Response tokens = scene.oauth.redeem(scene.client(held), scene.oauth.code(scene.connect(held)));
            assertThat(tokens.status()).isEqualTo(200);
            assertThat(json(tokens).has("refresh_token")).isFalse();
            assertThat(error(scene.oauth.refresh(scene.client(held), "dp_rt_x")))
                    .isEqualTo("unauthorized_client");
        }

        @Test
        @Tag("DCR-05")
        @Tag("DCR-08")
        @DisplayName("the secret is told in plain text and works; only its hash is kept")
        void theSecretWorks() {
            Response held = scene.register(with("grant_types", List.of("authorization_code", "refresh_token")));
            Response tokens = scene.oauth.redeem(scene.client(held), scene.oauth.code(scene.connect(held)));
            assertThat(tokens.status()).isEqualTo(200);
            assertThat(json(tokens).has("refresh_token")).isTrue();
            String secret = OAuthScene.text(held, "client_secret");
            assertThat(scene.stores.secrets().live(scene.app(held).id(), scene.clock.instant()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.hash().value()).isNotEqualTo(secret));
            assertThat(scene.core
                            .journal()
                            .about("app", scene.app(held).id().value(), 10)
                            .toString())
                    .contains("app.created", "DYNAMIC")
                    .doesNotContain(secret, RegistrationScene.token(held));
        }

        @Test
        @Tag("DCR-05")
        @Tag("CLI-10")
        @Tag("CLI-12")
        @DisplayName("a client with none is public and gets no secret, all others are confidential")
        void onlyClientsWithNoneArePublic() {
            Response open = scene.register(publicClient());
            assertThat(scene.app(open).type()).isEqualTo(AppType.PUBLIC);
            assertThat(json(open).has("client_secret")).isFalse();
            assertThat(json(open).has("client_secret_expires_at")).isFalse();

            for (String method : List.of("client_secret_basic", "client_secret_post")) {
                Response held = scene.register(with("token_endpoint_auth_method", method));
                App app = scene.app(held);
                assertThat(app.type()).isEqualTo(AppType.WEB);
                assertThat(app.security().methods())
                        .isEqualTo(Set.of(
                                ClientAuthenticationMethod.fromWire(method).orElseThrow()));
                // Its id alone proves nothing.
                OAuthScene.Client without = new OAuthScene.Client(app, null);
                assertThat(error(scene.oauth.redeem(without, scene.oauth.code(scene.connect(held)))))
                        .isEqualTo("invalid_client");
                Map<String, String> machine = Map.of("grant_type", "client_credentials");
                assertThat(error(scene.oauth.token(without, machine))).isEqualTo("invalid_client");
                // Its secret counts in the one way that it registered.
                assertThat(error(scene.oauth.token(scene.client(held), machine)))
                        .isEqualTo(method.equals("client_secret_basic") ? "unauthorized_client" : "invalid_client");
            }
        }

        @Test
        void aClientWithKeysHasNoSecret() {
            Response held = scene.register(Map.of(
                    "redirect_uris", List.of(RegistrationScene.REDIRECT_URI),
                    "token_endpoint_auth_method", "private_key_jwt",
                    "token_endpoint_auth_signing_alg", "ES256",
                    "jwks_uri", "https://client.test/keys"));
            assertThat(held.status()).isEqualTo(201);
            assertThat(json(held).has("client_secret")).isFalse();
            assertThat(json(held).text("jwks_uri")).contains("https://client.test/keys");
            assertThat(json(held).text("token_endpoint_auth_signing_alg")).contains("ES256");
        }
    }
}
