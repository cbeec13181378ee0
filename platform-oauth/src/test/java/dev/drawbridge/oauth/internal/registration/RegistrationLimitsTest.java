package dev.drawbridge.oauth.internal.registration;

import static dev.drawbridge.oauth.internal.registration.RegistrationScene.error;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.json;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.least;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.publicClient;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may not register. */
class RegistrationLimitsTest {

    private final RegistrationScene scene = new RegistrationScene(DynamicRegistration.open());

    @Nested
    class Limits {

        @Test
        @Tag("DCR-06")
        @DisplayName("scopes that are unknown or kept from such clients are left out, and what is left is told")
        void scopesAreLimited() {
            RegistrationScene limited = new RegistrationScene(
                    DynamicRegistration.open().withScopes(List.of("tickets.read", "invoices.read")));

            Response asked = limited.register(with("scope", "tickets.read tickets.write openid *"));
            assertThat(json(asked).text("scope")).contains("tickets.read");
            assertThat(limited.app(asked).access().scopes()).isEqualTo(Scopes.of("tickets.read"));
            assertThat(json(limited.register(least())).text("scope")).contains("invoices.read tickets.read");
            assertThat(error(limited.register(with("scope", "tickets.write")))).isEqualTo("invalid_client_metadata");
            assertThat(error(limited.register(with("scope", "tickets.*")))).isEqualTo("invalid_client_metadata");
            assertThat(error(limited.register(with("scope", "tickets.read  \"x\""))))
                    .isEqualTo("invalid_client_metadata");
        }

        @Test
        @Tag("DCR-06")
        @Tag("CVE-2026-22752")
        @DisplayName("nothing that a client sends makes it trusted")
        void noPrivilegeCanBeSet() {
            Map<String, Object> metadata = publicClient();
            metadata.put("first_party", true);
            metadata.put("skip_consent", true);
            metadata.put("definedBy", "INTERNAL");
            metadata.put("distribution", "PUBLIC");
            metadata.put("client_id", "dp_cid_chosen");
            metadata.put("client_secret", "chosen");
            metadata.put("scope", "* tickets.* tickets.read");

            Response held = scene.register(metadata);

            App app = scene.app(held);
            assertThat(app.definedBy()).isEqualTo(DefinedBy.DYNAMIC);
            assertThat(app.owner()).isNull();
            assertThat(app.access().scopes()).isEqualTo(Scopes.of("tickets.read"));
            assertThat(app.clientId().value()).isNotEqualTo("dp_cid_chosen");
            assertThat(app.access().distribution().name()).isEqualTo("PRIVATE");
        }

        @Test
        @Tag("DCR-11")
        @DisplayName("a software statement and unknown metadata are ignored, whatever they are")
        void unknownMetadataIsIgnored() {
            Map<String, Object> metadata = publicClient();
            metadata.put("software_statement", "eyJhbGciOiJub25lIn0.eyJjbGllbnRfbmFtZSI6IkV2aWwifQ.");
            metadata.put("client_name#de", "Assistent");
            metadata.put("x", Map.of("y", List.of(1, 2)));

            Response held = scene.register(metadata);

            assertThat(held.status()).isEqualTo(201);
            assertThat(json(held).toMap()).doesNotContainKeys("software_statement", "client_name#de", "x");
            assertThat(json(held).text("client_name")).contains("Acme Assistant");
        }

        @ParameterizedTest
        @Tag("DCR-04")
        @DisplayName("grants and response types of which none is supported, or that do not fit, are refused")
        @CsvSource(
                delimiter = '|',
                value = {
                    "grant_types | client_credentials",
                    "grant_types | implicit",
                    "grant_types | refresh_token",
                    "grant_types | password",
                    "response_types | token",
                    "response_types | code token,id_token"
                })
        void grantsAndResponses(String name, String values) {
            Response response = scene.register(with(name, List.of(values.split(","))));
            assertThat(response.status()).isEqualTo(400);
            assertThat(error(response)).isEqualTo("invalid_client_metadata");
        }

        @Test
        @Tag("DCR-04")
        @DisplayName("empty lists are refused, because they would mean a client that can do nothing")
        void emptyLists() {
            assertThat(error(scene.register(with("grant_types", List.of())))).isEqualTo("invalid_client_metadata");
            assertThat(error(scene.register(with("response_types", List.of())))).isEqualTo("invalid_client_metadata");
            assertThat(error(scene.register(Map.of("redirect_uris", List.of()))))
                    .isEqualTo("invalid_redirect_uri");
            assertThat(error(scene.register(Map.of("client_name", "x")))).isEqualTo("invalid_redirect_uri");
        }

        @ParameterizedTest
        @Tag("DCR-04")
        @Tag("RED-10")
        @Tag("CVE-2026-22752")
        @DisplayName("redirect URIs are judged by the one validator")
        @ValueSource(
                strings = {
                    "javascript:alert(1)",
                    "data:text/html,x",
                    "http://client.test/cb",
                    "https://client.test/cb#x",
                    "https://u:p@client.test/cb",
                    "https://*.client.test/cb",
                    "https://client.test",
                    "http://127.1/cb",
                    "cursor://x/cb",
                    "/cb",
                    "https://client.test/ü\u202E",
                    "://",
                    "https://\uFFFF.test/cb"
                })
        void redirectUris(String uri) {
            Map<String, Object> metadata = publicClient();
            metadata.put("redirect_uris", List.of(uri));
            Response response = scene.register(metadata);
            assertThat(response.status()).isEqualTo(400);
            assertThat(error(response)).isEqualTo("invalid_redirect_uri");
            metadata.remove("client_name");
            assertThat(error(scene.register(metadata))).isEqualTo("invalid_redirect_uri");
        }

        @ParameterizedTest
        @Tag("DCR-04")
        @DisplayName("an error names the member that the client sent")
        @ValueSource(strings = {"client_uri", "tos_uri", "jwks_uri"})
        void names(String member) {
            assertThat(scene.register(with(member, "http://x.test")).text()).contains("\"" + member + ": ");
        }

        @ParameterizedTest
        @Tag("DCR-10")
        @DisplayName("the application type decides which redirect URIs there may be")
        @CsvSource({
            "native, http://127.0.0.1/cb, 201",
            "native, http://localhost:33418/cb, 201",
            "native, com.acme.app:/cb, 201",
            "native, https://client.test/cb, 201",
            "web, https://client.test/cb, 201",
            "desktop, https://client.test/cb, 400",
        })
        void applicationTypes(String type, String uri, int status) {
            Map<String, Object> metadata = publicClient();
            metadata.put("application_type", type);
            metadata.put("redirect_uris", List.of(uri));
            assertThat(scene.register(metadata).status()).isEqualTo(status);
        }

        @ParameterizedTest
        @Tag("DCR-07")
        @DisplayName("addresses of a client are https, short and public; none is fetched")
        @CsvSource({
            "client_uri, javascript:alert(1)",
            "client_uri, http://client.test/",
            "logo_uri, data:image/png;base64",
            "tos_uri, https://u:p@client.test/",
            "policy_uri, ' '",
            "policy_uri, 'https://client.test/ x'",
            "jwks_uri, http://client.test/keys",
            "jwks_uri, https://169.254.169.254/latest",
            "jwks_uri, https://localhost/keys",
            "jwks_uri, 'https://[::ffff:10.0.0.1]/keys'",
            "jwks_uri, https://metadata.internal/keys",
            "jwks_uri, 'not a uri'"
        })
        void addresses(String name, String value) {
            Response response = scene.register(with(name, value));
            if (value.isBlank()) {
                assertThat(response.status()).isEqualTo(201);
                return;
            }
            assertThat(error(response)).isEqualTo("invalid_client_metadata");
        }

        @Test
        @Tag("DCR-07")
        @DisplayName("an address of 3,000 characters is refused")
        void longAddresses() {
            String longUrl = "https://client.test/" + "a".repeat(3_000);
            for (String name : List.of("client_uri", "logo_uri", "tos_uri", "policy_uri", "jwks_uri")) {
                assertThat(error(scene.register(with(name, longUrl)))).isEqualTo("invalid_client_metadata");
            }
            assertThat(error(scene.register(with("software_id", "a".repeat(256)))))
                    .isEqualTo("invalid_client_metadata");
        }

        @Test
        @Tag("DCR-04")
        @DisplayName("keys that are private, symmetric, missing or sent twice are refused")
        void keys() {
            Map<String, Object> metadata = with("token_endpoint_auth_method", "private_key_jwt");
            assertThat(error(scene.register(metadata))).isEqualTo("invalid_client_metadata");
            metadata.put("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
            assertThat(error(scene.register(metadata))).isEqualTo("invalid_client_metadata");
            metadata.put("jwks", Map.of("keys", List.of()));
            metadata.put("jwks_uri", "https://client.test/keys");
            assertThat(error(scene.register(metadata))).isEqualTo("invalid_client_metadata");
            assertThat(error(scene.register(with("token_endpoint_auth_method", "client_secret_jwt"))))
                    .isEqualTo("invalid_client_metadata");
            assertThat(error(scene.register(with("token_endpoint_auth_signing_alg", "none"))))
                    .isEqualTo("invalid_client_metadata");
        }
    }

    @Nested
    class HostileBodies {

        @ParameterizedTest
        @Tag("DCR-02")
        @DisplayName("what is no JSON object, or has members of another type, is 400 and never 500")
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "\"x\"",
                    "{} {}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"redirect_uris\":[\"https://evil.test/cb\"]}",
                    "{\"redirect_uris\":\"https://client.test/cb\"}",
                    "{\"redirect_uris\":[7]}",
                    "{\"redirect_uris\":[null]}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"client_name\":7}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"client_name\":\"\\u0000\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"client_name\":\"\\ud800\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"client_name\":\"\\u202e\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"client_name\":\"Testwork\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"jwks\":\"x\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"jwks\":{}}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"dpop_bound_access_tokens\":\"yes\"}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"contacts\":{}}",
                    "{\"redirect_uris\":[\"https://client.test/cb\"],\"scope\":[\"tickets.read\"]}"
                })
        void isRefused(String body) {
            Response response = scene.send("POST", RegistrationScene.REGISTER, null, body);
            assertThat(response.status()).isEqualTo(400);
            assertThat(error(response)).isIn("invalid_client_metadata", "invalid_redirect_uri");
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(OAuthScene.text(response, "error_description")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        }

        @Test
        @Tag("DCR-02")
        @DisplayName("depth, size and other content types are refused")
        void depthSizeAndType() {
            String deep = "{\"x\":" + "[".repeat(500) + "]".repeat(500) + "}";
            assertThat(scene.send("POST", RegistrationScene.REGISTER, null, deep)
                            .status())
                    .isEqualTo(400);
            Headers form = Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded");
            Response response = scene.send(
                    "POST", RegistrationScene.REGISTER, form, "redirect_uris=https://client.test/cb", "127.0.0.1");
            assertThat(response.status()).isEqualTo(400);
            assertThat(error(response)).isEqualTo("invalid_client_metadata");
            assertThat(scene.send("GET", RegistrationScene.REGISTER, null, null).status())
                    .isEqualTo(405);
            Request huge = Request.of(
                            "POST",
                            RegistrationScene.REGISTER,
                            Headers.NONE.with("Content-Type", "application/json"),
                            InetAddress.getLoopbackAddress())
                    .withOversizedBody();
            assertThat(scene.test.handle(huge).status()).isEqualTo(413);
        }
    }
}
