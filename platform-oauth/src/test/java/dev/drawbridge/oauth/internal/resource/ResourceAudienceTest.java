package dev.drawbridge.oauth.internal.resource;

import static dev.drawbridge.oauth.internal.resource.ResourceScene.API;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.MCP;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.REPORTS;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.access;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AccessTokenVerifier;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.testkit.OAuthScene;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token for a resource is good. */
class ResourceAudienceTest {

    private final ResourceScene scene = new ResourceScene();

    @Nested
    class WhereTokensAreGood {

        @Test
        @Tag("RES-05")
        @DisplayName("the guard of one resource refuses tokens for another")
        void theGuard() {
            String api = access(scene.redeem(scene.code(API)));
            String mcp = access(scene.redeem(scene.code(MCP)));

            assertThat(scene.call("/api/v1/tickets", "tickets.read", api).status())
                    .isEqualTo(200);
            assertThat(scene.call("/mcp/tools", "tickets.read", mcp).status()).isEqualTo(200);
            assertThat(scene.call("/mcp", "tickets.read", mcp).status()).isEqualTo(200);
            assertThat(List.of(
                            scene.call("/api/v1/tickets", "tickets.read", mcp),
                            scene.call("/mcpx", "tickets.read", mcp),
                            scene.call("/mcp/tools", "tickets.read", api)))
                    .allSatisfy(refused -> assertThat(refused.status()).isEqualTo(401));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%6Dcp/tools",
                    "/MCP/tools",
                    "/api/v1/../../mcp",
                    "/api/v1/%2e%2e/%2e%2e/mcp",
                    "/mcp/../api/v1/tickets",
                    "//mcp/tools",
                    "/x/..;/mcp",
                    "/mcp;a=b/tools",
                    "/mcp%2Ftools",
                    "/mcp%5Ctools",
                    "/mcp/%zz"
                })
        @Tag("RES-05")
        @Tag("CVE-2026-0976")
        @DisplayName("a path that servers read in different ways takes no token at all")
        void ambiguousPaths(String path) {
            assertThat(scene.call(path, "tickets.read", access(scene.redeem(scene.code(API))))
                            .status())
                    .isEqualTo(401);
            assertThat(scene.call(path, "tickets.read", access(scene.redeem(scene.code(MCP))))
                            .status())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/mcp/a%20b+c", "/mcp/%C3%BC", "/mcp/", "/mcp/a.b/...", "/mcp/UPPER"})
        @Tag("RES-05")
        @DisplayName("encoded names below a resource are no reason to refuse")
        void plainPaths(String path) {
            assertThat(scene.call(path, "tickets.read", access(scene.redeem(scene.code(MCP))))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("RES-05")
        @DisplayName("with a token for two resources a scope counts only where it is taken")
        void scopesOfAnotherResource() {
            String both = access(scene.redeem(scene.code(API, MCP)));
            String mcpAndReports = access(scene.redeem(scene.code(MCP, REPORTS)));

            assertThat(scene.call("/api/v1/tickets", "tickets.write", both).status())
                    .isEqualTo(200);
            assertThat(scene.call("/mcp", "mcp:write", mcpAndReports).status()).isEqualTo(200);
            assertThat(scene.call("/mcp", "tickets.write", both).status()).isEqualTo(403);
            assertThat(scene.call("/mcp", "invoices.read", mcpAndReports).status())
                    .isEqualTo(403);
        }

        @Test
        @Tag("RES-05")
        @Tag("CVE-2025-69196")
        @DisplayName("the verifier of one resource refuses tokens for another")
        void theVerifier() {
            AccessTokenVerifier api = scene.platform.server.verifier();
            AccessTokenVerifier reports = api.forResource(URI.create(REPORTS));
            Secret forApi = Secret.of(access(scene.redeem(scene.code(API))));
            Secret forReports = Secret.of(access(scene.redeem(scene.code(REPORTS))));

            assertThat(api.verify(forApi)).isInstanceOf(TokenCheck.Valid.class);
            assertThat(reports.verify(forReports)).isInstanceOf(TokenCheck.Valid.class);
            assertThat(api.verify(forReports)).isInstanceOf(TokenCheck.Invalid.class);
            assertThat(reports.verify(forApi)).isInstanceOf(TokenCheck.Invalid.class);
            assertThatThrownBy(() -> api.forResource(URI.create("https://other.test")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @Tag("INT-04")
        @DisplayName("a resource server learns about tokens for its own resource, and its own scopes of them")
        void introspection() {
            OAuthScene.Client reports = scene.oauth.register(ResourceScene.REPORT_SERVER, AppType.MACHINE);
            OAuthScene.Client api = scene.oauth.register(ResourceScene.API_SERVER, AppType.MACHINE);
            String both = access(scene.redeem(scene.code(MCP, REPORTS)));
            String apiOnly = access(scene.redeem(scene.code(API)));

            assertThat(introspect(reports, both))
                    .containsEntry("active", true)
                    .containsEntry("aud", REPORTS)
                    .containsEntry("scope", "invoices.read");
            assertThat(introspect(scene.client, both)).containsEntry("aud", List.of(MCP, REPORTS));
            assertThat(introspect(reports, apiOnly)).isEqualTo(Map.of("active", false));
            assertThat(introspect(api, apiOnly)).containsEntry("active", true);
            assertThat(introspect(api, both)).isEqualTo(Map.of("active", false));
        }

        private Map<String, Object> introspect(OAuthScene.Client by, String token) {
            return Json.readObject(scene.oauth
                            .post("/oauth/introspect", by, Map.of("token", token))
                            .body())
                    .toMap();
        }
    }
}
