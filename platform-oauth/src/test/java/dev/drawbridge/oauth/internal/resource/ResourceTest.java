package dev.drawbridge.oauth.internal.resource;

import static dev.drawbridge.oauth.internal.resource.ResourceScene.API;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.MCP;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.REPORTS;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.audience;
import static dev.drawbridge.oauth.internal.resource.ResourceScene.refused;
import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens for one resource and not for another (RFC 8707). */
class ResourceTest {

    private final ResourceScene scene = new ResourceScene();

    @Nested
    class WhatIsAskedFor {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://portal.test/api/v1/",
                    "https://portal.test/API/v1",
                    "https://portal.test:443/api/v1",
                    "https://portal.test/api/v1#f",
                    "https://portal.test/api",
                    "/api/v1",
                    "not a uri",
                    "https://other.test/"
                })
        @Tag("RES-01")
        @Tag("RES-04")
        @DisplayName("anything but the text of a known resource is refused, at every endpoint")
        void unknownResources(String resource) {
            Response redirect = scene.browser.get(scene.authorize(resource));
            assertThat(redirect.header("Location").orElseThrow()).startsWith(OAuthScene.REDIRECT_URI + "?");
            assertThat(response(redirect).text("error")).isEqualTo("invalid_target");
            assertThat(response(redirect).text("state")).isEqualTo("s-1");
            Headers basic = Headers.NONE.plus("Authorization", scene.client.basic());
            String query = scene.authorize(API, resource);
            refused(scene.oauth.post("/oauth/par", basic, query.substring(query.indexOf('?') + 1)));

            String code = scene.code();
            refused(scene.redeem(code, resource));
            refused(scene.redeem(code, API, resource));
            Response tokens = scene.redeem(code, API);
            refused(scene.refresh(OAuthScene.text(tokens, "refresh_token"), resource));
        }

        @Test
        @Tag("RES-03")
        @Tag("JWT-03")
        @Tag("GEN-03")
        @DisplayName("without a resource, or with an empty one, the default one applies")
        void theDefault() {
            assertThat(audience(scene.redeem(scene.code()))).isEqualTo(API);
            assertThat(audience(scene.redeem(scene.code(""), ""))).isEqualTo(API);
            assertThat(audience(scene.redeem(scene.code(API), API))).isEqualTo(API);
        }

        @Test
        @Tag("RES-04")
        @DisplayName("another spelling is taken only if the host lists it, and tokens have the registered one")
        void aliases() {
            assertThat(audience(scene.redeem(scene.code(MCP + "/"), MCP))).isEqualTo(MCP);
            assertThat(audience(scene.redeem(scene.code(MCP, MCP + "/")))).isEqualTo(MCP);
        }

        @Test
        @Tag("RES-05")
        @Tag("AUZ-08")
        @DisplayName("scopes that the resource does not take are left out; if none is left it is an error")
        void scopesAreFiltered() {
            Response page = scene.browser.get(scene.authorize(REPORTS));
            assertThat(HostBrowser.ticked(page)).containsExactly("scope=invoices.read");
            Response tokens = scene.redeem(scene.code(MCP));
            assertThat(OAuthScene.text(tokens, "scope")).isEqualTo("mcp:write tickets.read");

            Response none = scene.browser.get(scene.authorize(REPORTS) + "&scope=tickets.read");
            assertThat(response(none).text("error")).isEqualTo("invalid_scope");
        }
    }

    @Nested
    class WhatIsGranted {

        @Test
        @Tag("RES-02")
        @DisplayName("a code for two resources gives a token for one of them, or for both")
        void aTokenMayBeNarrower() {
            Response one = scene.redeem(scene.code(MCP, REPORTS), REPORTS);
            Response both = scene.redeem(scene.code(REPORTS, MCP));

            assertThat(audience(one)).isEqualTo(REPORTS);
            assertThat(OAuthScene.text(one, "scope")).isEqualTo("invoices.read");
            assertThat(audience(both)).isEqualTo(List.of(MCP, REPORTS));
            assertThat(OAuthScene.text(both, "scope")).isEqualTo("invoices.read mcp:write tickets.read");
        }

        @Test
        @Tag("RES-02")
        @DisplayName("a resource that the user was not asked for is refused, and consumes nothing")
        void notGranted() {
            String code = scene.code(MCP);

            refused(scene.redeem(code, API));
            refused(scene.redeem(code, MCP, REPORTS));
            assertThat(audience(scene.redeem(code, MCP))).isEqualTo(MCP);
            String plain = scene.code();
            refused(scene.redeem(plain, MCP));
            assertThat(audience(scene.redeem(plain))).isEqualTo(API);
        }

        @Test
        @Tag("RES-02")
        @DisplayName("a resource none of whose scopes the user left ticked is refused, and consumes nothing")
        void nothingTicked() {
            Response page = scene.browser.get(scene.authorize(MCP, REPORTS));
            String code = response(scene.browser.submit(page, "decision", "allow", "scope=invoices.read"))
                    .text("code");

            refused(scene.redeem(code, MCP));
            assertThat(audience(scene.redeem(code, REPORTS))).isEqualTo(REPORTS);
        }

        @Test
        @Tag("RFT-10")
        @DisplayName("a refresh may name some of the resources; others are refused, and the token stays good")
        void refreshes() {
            String refresh = OAuthScene.text(scene.redeem(scene.code(MCP, REPORTS), MCP), "refresh_token");

            refused(scene.refresh(refresh, API));
            refused(scene.refresh(refresh, MCP, API));
            Response reports = scene.refresh(refresh, REPORTS);
            assertThat(audience(reports)).isEqualTo(REPORTS);
            assertThat(OAuthScene.text(reports, "scope")).isEqualTo("invoices.read");
            Response all = scene.refresh(OAuthScene.text(reports, "refresh_token"));
            assertThat(audience(all)).isEqualTo(List.of(MCP, REPORTS));
            Response scoped = scene.token(
                    scene.client,
                    "grant_type=refresh_token&refresh_token=" + OAuthScene.text(all, "refresh_token")
                            + "&scope=tickets.read" + ResourceScene.parameters(REPORTS));
            refused(scoped);
        }

        @Test
        @Tag("RES-01")
        @Tag("RES-03")
        @Tag("RES-05")
        @DisplayName("a machine app names the resource in its request")
        void machines() {
            OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read", "invoices.read");
            scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read", "invoices.read");
            String form = "grant_type=client_credentials";

            assertThat(audience(scene.token(machine, form))).isEqualTo(API);
            Response reports = scene.token(machine, form + ResourceScene.parameters(REPORTS));
            assertThat(audience(reports)).isEqualTo(REPORTS);
            assertThat(OAuthScene.text(reports, "scope")).isEqualTo("invoices.read");
            refused(scene.token(machine, form + ResourceScene.parameters("https://other.test")));
            refused(scene.token(machine, form + "&scope=tickets.read" + ResourceScene.parameters(REPORTS)));
        }
    }

    @Nested
    class WhatIsPublished {

        @Test
        @Tag("MET-07")
        @Tag("RSV-01")
        @DisplayName("each resource below the issuer has its metadata, and its challenge leads there")
        void metadata() {
            JsonObject mcp = document("/.well-known/oauth-protected-resource/mcp");
            JsonObject api = document("/.well-known/oauth-protected-resource/api/v1");

            assertThat(mcp.text("resource")).contains(MCP);
            assertThat(mcp.text("resource_name")).contains("Assistant");
            assertThat(mcp.texts("scopes_supported")).contains(List.of("tickets.read", "mcp:write"));
            assertThat(api.text("resource")).contains(API);
            assertThat(api.texts("scopes_supported").orElseThrow()).contains("tickets.write", "invoices.write");
            assertThat(document("/.well-known/oauth-protected-resource").text("resource"))
                    .contains(API);
            assertThat(scene.call("/mcp/tools", "tickets.read", "rubbish")
                            .header("WWW-Authenticate")
                            .orElseThrow())
                    .contains("resource_metadata=\"https://portal.test/.well-known/oauth-protected-resource/mcp\"");
            assertThat(document("/.well-known/oauth-authorization-server").texts("protected_resources"))
                    .contains(List.of(API, MCP, REPORTS));
        }

        private JsonObject document(String path) {
            return Json.readObject(scene.browser.get(path).body());
        }
    }

    @Nested
    class WhatUsersSee {

        @Test
        @Tag("CON-01")
        @DisplayName("the consent page names the resources where the host has several, escaped")
        void thePage() {
            assertThat(scene.browser.get(scene.authorize(MCP, REPORTS)).text())
                    .contains("Assistant (https://portal.test/mcp), Reports (https://reports.test/api?v=1)");
            OAuthWorld one = new OAuthWorld();
            assertThat(one.browser("usr_pro")
                            .get(OAuthWorld.authorize(OAuthWorld.request("resource", API)))
                            .text())
                    .contains("Allow access")
                    .doesNotContain("The access is for");
        }

        @Test
        @Tag("CON-02")
        @DisplayName("what was allowed for one resource is asked again for another, once")
        void anotherResource() {
            scene.code(API);

            assertThat(scene.browser.get(scene.authorize(API)).status()).isEqualTo(303);
            assertThat(scene.browser.get(scene.authorize()).status()).isEqualTo(303);
            Response page = scene.browser.get(scene.authorize(MCP));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Read tickets (New)");
            assertThat(scene.browser.get(scene.authorize(API, MCP)).status()).isEqualTo(200);
            scene.browser.submit(page, "decision", "allow");
            assertThat(scene.browser.get(scene.authorize(MCP)).status()).isEqualTo(303);
            assertThat(scene.browser.get(scene.authorize(API)).status()).isEqualTo(303);
            assertThat(scene.browser.get(scene.authorize(API, MCP)).status()).isEqualTo(303);
        }

        @Test
        @Tag("CON-02")
        @Tag("CON-04")
        @DisplayName("what was unticked for one resource is asked again for every resource")
        void untickedForOne() {
            scene.code(API);
            scene.browser.submit(scene.browser.get(scene.authorize(MCP)), "decision", "allow", "scope=mcp:write");

            assertThat(scene.browser.get(scene.authorize(API)).status()).isEqualTo(200);
            assertThat(scene.browser
                            .get(scene.authorize(MCP) + "&scope=mcp:write")
                            .status())
                    .isEqualTo(303);
        }

        @Test
        @Tag("AUZ-24")
        @DisplayName("starting again after a page came too late asks for the same resources")
        void startingAgain() {
            Response page = scene.browser.get(scene.authorize(MCP, REPORTS));
            scene.platform.clock.advance(Duration.ofMinutes(10));

            assertThat(scene.browser.submit(page, "decision", "allow").text())
                    .contains("resource=https%3A%2F%2Fportal.test%2Fmcp")
                    .contains("resource=https%3A%2F%2Freports.test%2Fapi%3Fv%3D1");
        }
    }

    @Test
    @Tag("RES-01")
    @DisplayName("a host that describes its resources wrongly is told everything together")
    void configuration() {
        assertThatThrownBy(() ->
                        new OAuthWorld(builder -> builder.resource(ProtectedResource.of(URI.create("relative"), "A"))
                                .resource(ProtectedResource.of(URI.create("https://a.test#f"), "B"))
                                .resource(ProtectedResource.of(URI.create("https://c.test"), "C")
                                        .taking("unknown"))
                                .resource(ProtectedResource.of(URI.create("https://d.test"), "D")
                                        .alias(URI.create("https://c.test")))
                                .resourceServer(new ClientId("x"), URI.create("https://e.test"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "relative", "https://a.test#f", "takes none", "two have the URI", "https://e.test");
    }

    @Test
    @Tag("RES-03")
    @DisplayName("the default resource can be described like the others")
    void theDefaultDescribed() {
        OAuthWorld platform = new OAuthWorld(builder -> builder.resource(
                ProtectedResource.of(URI.create(API), "Tickets").taking("tickets.*")));

        Response page = platform.browser("usr_pro").get(OAuthWorld.authorize(OAuthWorld.request("scope", null)));

        assertThat(HostBrowser.ticked(page)).containsExactlyInAnyOrder("scope=tickets.read", "scope=tickets.write");
    }
}
