package dev.drawbridge.oauth.internal.registration;

import static dev.drawbridge.oauth.internal.registration.RegistrationScene.error;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.json;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.publicClient;
import static dev.drawbridge.oauth.internal.registration.RegistrationScene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients send the same metadata to every server: of each list they get what they may have, and are told which. */
class LooseMetadataTest {

    private final RegistrationScene scene = new RegistrationScene(
            DynamicRegistration.open(), Profile.OAUTH21, builder -> builder.redirectSchemes(Set.of("cursor")));

    private List<String> registered(String member, Object value, String told) {
        Map<String, Object> metadata = publicClient();
        metadata.put(member, value);
        Response held = scene.register(metadata);
        assertThat(held.status()).as(held.text()).isEqualTo(201);
        return json(held).texts(told).orElseThrow();
    }

    @Test
    @Tag("DCR-04")
    @DisplayName("of grant and response types the supported part is registered and told back (RFC 7591 §3.2.1)")
    void grantsAndResponses() {
        List<String> grants = List.of(
                "authorization_code",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_credentials");

        assertThat(registered("grant_types", grants, "grant_types"))
                .containsExactly("authorization_code", "refresh_token");
        assertThat(registered("response_types", List.of("code", "token", "code id_token"), "response_types"))
                .containsExactly("code");
    }

    @ParameterizedTest
    @Tag("DCR-04")
    @Tag("RED-10")
    @DisplayName("a redirect URI that is refused leaves the good ones")
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://assistant.test/cb",
                "https://*.assistant.test/cb",
                "windsurf://oauth/callback",
                "https://client.test/cb#fragment",
                "",
                "https://client.test/callback"
            })
    void theGoodRedirectUris(String other) {
        List<String> sent = List.of(other, "https://client.test/callback", "http://127.0.0.1/cb");

        assertThat(registered("redirect_uris", sent, "redirect_uris"))
                .containsExactly("https://client.test/callback", "http://127.0.0.1/cb");
    }

    @Test
    @Tag("DCR-04")
    @Tag("RED-10")
    @DisplayName("without one good redirect URI the registration is refused, and told why")
    void noGoodRedirectUri() {
        Response refused = scene.register(with("redirect_uris", List.of("javascript:alert(1)", "http://x.test/")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("invalid_redirect_uri");
        assertThat(refused.text()).contains("Line 1");
    }

    @ParameterizedTest
    @Tag("DCR-04")
    @DisplayName("an empty text in an optional member is a member that is not there")
    @ValueSource(
            strings = {
                "token_endpoint_auth_method",
                "grant_types",
                "response_types",
                "client_name",
                "client_uri",
                "logo_uri",
                "scope",
                "contacts",
                "tos_uri",
                "policy_uri",
                "jwks_uri",
                "jwks",
                "software_id",
                "software_version",
                "application_type",
                "token_endpoint_auth_signing_alg",
                "dpop_bound_access_tokens"
            })
    void emptyTexts(String member) {
        Response held = scene.register(with(member, ""));

        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(scene.update(held, with(member, "")).status()).isEqualTo(200);
    }

    @Test
    @Tag("DCR-04")
    @DisplayName("an empty text in the one member that is required is refused")
    void theRequiredMember() {
        assertThat(error(scene.register(with("redirect_uris", "")))).isEqualTo("invalid_redirect_uri");
    }

    @ParameterizedTest
    @Tag("DCR-10")
    @DisplayName("a web client whose redirect URIs are all on the user's machine is taken as native")
    @CsvSource({
        "http://127.0.0.1/cb",
        "http://localhost:8787/callback",
        "https://localhost/cb",
        "com.acme.app:/cb",
        "cursor://anysphere.cursor-mcp/oauth/callback"
    })
    void webMeansNative(String uri) {
        Map<String, Object> metadata = publicClient();
        metadata.put("application_type", "web");
        metadata.put("redirect_uris", List.of(uri));

        Response held = scene.register(metadata);

        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(json(held).text("application_type")).contains("native");
        assertThat(json(held).texts("redirect_uris")).contains(List.of(uri));
    }

    @Test
    @Tag("DCR-10")
    @DisplayName("a web client with both keeps those that others can reach")
    void webWithBoth() {
        Map<String, Object> metadata = publicClient();
        metadata.put("application_type", "web");
        metadata.put("redirect_uris", List.of("http://127.0.0.1/cb", "https://client.test/callback"));

        Response held = scene.register(metadata);

        assertThat(json(held).text("application_type")).contains("web");
        assertThat(json(held).texts("redirect_uris")).contains(List.of("https://client.test/callback"));
    }

    @Test
    @Tag("RED-02")
    @DisplayName("a scheme is taken if the host allows it, of clients with a secret too")
    void allowedSchemes() {
        String uri = "cursor://anysphere.cursor-mcp/oauth/callback";
        RegistrationScene strict = new RegistrationScene(DynamicRegistration.open());

        assertThat(scene.register(with("redirect_uris", List.of(uri))).status()).isEqualTo(201);
        assertThat(error(strict.register(with("redirect_uris", List.of(uri))))).isEqualTo("invalid_redirect_uri");
        assertThat(error(scene.register(with("redirect_uris", List.of("cursors://x/cb")))))
                .isEqualTo("invalid_redirect_uri");
    }

    @ParameterizedTest
    @Tag("RED-02")
    @DisplayName("schemes that browsers act upon, or that are no scheme, cannot be allowed")
    @ValueSource(
            strings = {
                "javascript",
                "data",
                "file",
                "http",
                "https",
                "blob",
                "about",
                "vbscript",
                "ws",
                "wss",
                "filesystem",
                "Cursor",
                "cursor:",
                "cursor://",
                "1x",
                ""
            })
    void impossibleSchemes(String scheme) {
        assertThatThrownBy(() -> new RegistrationScene(
                        DynamicRegistration.open(),
                        Profile.OAUTH21,
                        builder -> builder.redirectSchemes(Set.of(scheme))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redirectSchemes: ");
    }

    @ParameterizedTest
    @Tag("DCR-04")
    @Tag("A-038")
    @DisplayName("a name that passes for the product's is refused")
    @ValueSource(strings = {"Testwork", "Testwork Official", "T\u0435stwork", "Test\u200Bwork Desktop"})
    void reservedNames(String name) {
        Response refused = scene.register(with("client_name", name));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("invalid_client_metadata");
        assertThat(refused.text()).contains("client_name: This name is reserved.");
    }
}
