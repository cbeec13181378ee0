package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private static final String SERVER = "/.well-known/oauth-authorization-server";

    private final OAuthWorld scene = new OAuthWorld();

    @Test
    @Tag("MET-02")
    @Tag("MET-04")
    @Tag("PKC-10")
    @DisplayName("the server's metadata names what is there")
    void server() {
        JsonObject metadata = Json.readObject(scene.get(SERVER).body());
        String issuer = TestPlatform.ISSUER.toString();
        assertThat(metadata.text("issuer")).contains(issuer);
        assertThat(metadata.text("authorization_endpoint")).contains(issuer + "/oauth/authorize");
        assertThat(metadata.texts("code_challenge_methods_supported")).contains(List.of("S256"));
        assertThat(metadata.texts("response_types_supported")).contains(List.of("code"));
        assertThat(metadata.texts("grant_types_supported"))
                .contains(Stream.of(GrantType.values()).map(GrantType::wireName).toList());
        for (String endpoint : List.of("token", "revocation")) {
            assertThat(metadata.texts(endpoint + "_endpoint_auth_methods_supported"))
                    .contains(List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"));
        }
        assertThat(metadata.texts("introspection_endpoint_auth_methods_supported"))
                .contains(List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            assertThat(metadata.texts(endpoint + "_endpoint_auth_signing_alg_values_supported"))
                    .contains(List.of("ES256", "RS256", "PS256", "EdDSA"));
        }
        assertThat(metadata.bool("authorization_response_iss_parameter_supported"))
                .contains(true);
    }

    @Test
    @Tag("MET-01")
    @DisplayName("who looks where OpenID Connect has it finds the same document")
    void alias() {
        assertThat(scene.get("/.well-known/openid-configuration").text())
                .isEqualTo(scene.get(SERVER).text());
        assertThat(scene.get(SERVER + "/unknown").status()).isEqualTo(404);
        assertThat(scene.get("/.well-known/openid-configuration/unknown").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.test/t1",
                "https://acme.test/",
                "https://acme.test?tenant=1",
                "https://acme.test#t1",
                "https://user@acme.test",
                "http://acme.test",
                "acme.test"
            })
    @Tag("MET-01")
    @Tag("MET-02")
    @DisplayName("an issuer that is not the root of an https host is refused when the platform is built")
    void refusedIssuers(String issuer) {
        assertThatThrownBy(
                        () -> TestPlatform.builder().issuer(URI.create(issuer)).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("issuer: ")
                .hasMessageContaining(issuer);
    }

    @Test
    @Tag("JWT-07")
    @DisplayName("published keys may be kept for five minutes")
    void keysAreKeptForFiveMinutes() {
        assertThat(scene.get("/oauth/jwks").header("Cache-Control")).contains("public, max-age=300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    @Tag("MET-06")
    @DisplayName("documents are read with GET only")
    void methods(String method) {
        for (String path : List.of(SERVER, "/.well-known/oauth-protected-resource", "/oauth/jwks")) {
            assertThat(scene.test
                            .handle(Request.of(method, path, Headers.NONE, InetAddress.getLoopbackAddress()))
                            .status())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERVER,
                "/.well-known/openid-configuration",
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/api/v1",
                "/oauth/jwks"
            })
    @Tag("MET-01")
    @Tag("MET-03")
    @Tag("MET-06")
    @Tag("JWT-08")
    @DisplayName("documents are JSON, cacheable and readable from everywhere")
    void documents(String path) {
        Response response = scene.get(path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).contains("application/json");
        assertThat(response.header("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("max-age="));
        assertThat(response.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.header("Access-Control-Allow-Credentials")).isEmpty();
        String tag = response.header("ETag").orElseThrow();
        assertThat(scene.get(path, Headers.NONE.plus("If-None-Match", tag)).status())
                .isEqualTo(304);
        assertThat(scene.get(path, Headers.NONE.plus("If-None-Match", "\"other\", W/" + tag))
                        .status())
                .isEqualTo(304);
        assertThat(scene.get(path, Headers.NONE.plus("If-None-Match", "*")).status())
                .isEqualTo(304);
        assertThat(scene.get(path, Headers.NONE.plus("If-None-Match", "\"other\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Tag("MET-07")
    @DisplayName("the resource's metadata names the resource and its server")
    void resource() {
        JsonObject metadata = Json.readObject(
                scene.get("/.well-known/oauth-protected-resource/api/v1").body());
        assertThat(metadata.text("resource")).contains(TestPlatform.ISSUER + "/api/v1");
        assertThat(metadata.texts("authorization_servers")).contains(List.of(TestPlatform.ISSUER.toString()));
        assertThat(metadata.texts("bearer_methods_supported")).contains(List.of("header"));
        assertThat(metadata.texts("scopes_supported"))
                .hasValueSatisfying(
                        scopes -> assertThat(scopes).contains("tickets.read").doesNotContain("offline_access"));
        assertThat(scene.get("/.well-known/oauth-protected-resource").text()).isEqualTo(Json.write(metadata.toMap()));
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("the key set has public parts only, with use, alg and kid")
    @SuppressWarnings("unchecked")
    void keys() {
        Map<String, Object> set =
                Json.readObject(scene.get("/oauth/jwks").body()).toMap();
        assertThat((List<Map<String, Object>>) set.get("keys"))
                .singleElement()
                .satisfies(key -> assertThat(key)
                        .containsOnlyKeys("kty", "crv", "x", "y", "use", "alg", "kid")
                        .containsEntry("use", "sig")
                        .containsEntry("alg", "ES256"));
    }

    @Test
    @Tag("GEN-16")
    @DisplayName("no address comes from the Host header")
    void hostHeader() {
        Response response = scene.get(SERVER, Headers.NONE.plus("Host", "evil.test"));
        assertThat(response.text()).doesNotContain("evil.test");
    }
}
