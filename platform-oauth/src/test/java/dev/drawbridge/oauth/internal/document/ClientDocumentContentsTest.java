package dev.drawbridge.oauth.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document about a client may say. */
class ClientDocumentContentsTest extends DescribedClientScene {

    private void publish(String member, Object value) {
        Map<String, Object> document = client.document();
        if (value == null) {
            document.remove(member);
        } else {
            document.put(member, value);
        }
        client.publish(document);
    }

    @Nested
    class Contents {

        @Test
        @Tag("CMD-03")
        @DisplayName("the document names its own URL, byte for byte")
        void namesItself() {
            for (String other : List.of(client.id() + "/", client.id().toUpperCase(Locale.ROOT), "x", "")) {
                publish("client_id", other);
                isRefused(authorize());
            }
            publish("client_id", null);
            isRefused(authorize());
        }

        @ParameterizedTest
        @Tag("CMD-03")
        @DisplayName("a name and redirect URIs are required")
        @ValueSource(strings = {"client_name", "redirect_uris"})
        void required(String member) {
            publish(member, null);
            isRefused(authorize());
            publish(member, member.equals("client_name") ? " " : List.of());
            isRefused(authorize());
        }

        @Test
        @Tag("CMD-03")
        @Tag("RED-10")
        @DisplayName("redirect URIs are judged by the one validator, and a request must name one of them")
        void redirectUris() {
            for (String uri :
                    List.of("javascript:alert(1)", "http://assistant.test/cb", "https://*.test/cb", "cursor://x")) {
                publish("redirect_uris", List.of(uri));
                isRefused(authorize());
            }
            client.publish();
            Map<String, String> request = DocumentScene.request(client.id(), "https://evil.test/callback");
            Response page = browser.get(OAuthWorld.authorize(request));
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.header("Location")).isEmpty();
            assertThat(page.text()).contains("invalid_redirect_uri");
        }

        @ParameterizedTest
        @Tag("CMD-03")
        @Tag("A-038")
        @DisplayName("a name that passes for the product's is refused")
        @ValueSource(strings = {"Testwork", "Testwork Desktop", "T\u0435stwork"})
        void reservedNames(String name) {
            publish("client_name", name);
            isRefused(authorize());
        }

        @Test
        @Tag("CMD-03")
        @Tag("DCR-04")
        @DisplayName("the same lists work as at registration: what the client may have is taken")
        void theSameLists() {
            Map<String, Object> document = client.document();
            document.put("grant_types", List.of("authorization_code", "refresh_token", "client_credentials"));
            document.put("response_types", List.of("code", "token"));
            document.put(
                    "redirect_uris",
                    List.of(
                            "windsurf://oauth/callback",
                            "http://assistant.test/cb",
                            "https://assistant.test/callback",
                            "http://localhost:3142"));
            document.put("application_type", "native");
            document.put("logo_uri", "");
            document.put("jwks_uri", "");
            client.publish(document);

            Response page =
                    browser.get(OAuthWorld.authorize(DocumentScene.request(client.id(), "http://localhost:50000")));

            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(scene.app(client.id()).orElseThrow().access().redirectUris())
                    .containsExactly("https://assistant.test/callback", "http://localhost:3142");
        }

        @ParameterizedTest
        @Tag("CMD-04")
        @DisplayName("a document with a secret, or a method that needs one, is refused")
        @CsvSource({
            "client_secret, s3cret",
            "client_secret, ''",
            "client_secret_expires_at, 0",
            "token_endpoint_auth_method, client_secret_basic",
            "token_endpoint_auth_method, client_secret_post",
            "token_endpoint_auth_method, client_secret_jwt",
            "token_endpoint_auth_method, private_key_jwt"
        })
        void noSecrets(String member, String value) {
            publish(member, value);
            isRefused(authorize());
        }

        @Test
        @Tag("CMD-04")
        @DisplayName("a client with private_key_jwt must use it: its id alone proves nothing")
        void keysAreMandatory() {
            Map<String, Object> document = client.document();
            document.put("token_endpoint_auth_method", "private_key_jwt");
            document.put("jwks_uri", "https://assistant.test/keys");
            client.publish(document);

            Response tokens = scene.connect(client.id());

            assertThat(tokens.status()).isEqualTo(401);
            assertThat(OAuthScene.text(tokens, "error")).isEqualTo("invalid_client");
        }

        @Test
        @Tag("CMD-04")
        @DisplayName("private and symmetric keys are refused")
        void publicKeysOnly() {
            Map<String, Object> document = client.document();
            document.put("token_endpoint_auth_method", "private_key_jwt");
            document.put("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
            client.publish(document);
            isRefused(authorize());
        }

        @ParameterizedTest
        @Tag("CMD-03")
        @DisplayName("what is no JSON object of the right types is refused, never an error of the server")
        @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "\"x\"", "{\"client_id\":7}", "{\"client_id\":{}}"})
        void hostileDocuments(String body) {
            client.respond(200, "application/json", body);
            isRefused(authorize());
        }

        @Test
        @Tag("CMD-03")
        @DisplayName(
                "grants for other servers do not hurt, scopes are limited, and a document cannot name itself trusted")
        void whatIsForOthersIsLeftOut() {
            Map<String, Object> document = client.document();
            document.put(
                    "grant_types",
                    List.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"));
            document.put("response_types", List.of("code", "token"));
            document.put("scope", "tickets.read openid *");
            document.put("first_party", true);
            client.publish(document);
            assertThat(scene.connect(client.id()).status()).isEqualTo(200);
            App app = scene.app(client.id()).orElseThrow();
            assertThat(app.access().scopes().toWire()).isEqualTo("tickets.read");
            assertThat(app.definedBy()).isEqualTo(DefinedBy.DYNAMIC);
        }
    }
}
