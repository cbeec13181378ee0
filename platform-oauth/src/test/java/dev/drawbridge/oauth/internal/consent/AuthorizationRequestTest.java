package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.encode;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
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

/** What the authorization endpoint does with a request before anybody is asked. */
class AuthorizationRequestTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class BeforeThereIsAnywhereToRedirectTo {

        @ParameterizedTest
        @ValueSource(
                strings = {"", "client_id=", "client_id=nobody", "client_id=a%20b", "client_id=%00", "client_id=%zz"})
        @Tag("AUZ-02")
        @DisplayName("an unknown client gets a page and no redirect")
        void anUnknownClientGetsAPage(String query) {
            refused(browser.get("/oauth/authorize?" + query + "&redirect_uri=https://evil.test/&response_type=token"));
        }

        @Test
        @Tag("A-072")
        @DisplayName("a revoked client gets a page and no redirect")
        void aRevokedClientGetsAPage() {
            platform.revoke(new AppId("web"));

            refused(browser.get(authorize(request())));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://client.test/cb/",
                    "https://client.test:443/cb",
                    "https://CLIENT.test/cb",
                    "https://client.test/%63b",
                    "https://client.test/cb?x=1",
                    "https://client.test/cb#f",
                    "https://client.test.evil.test/cb",
                    "https://evil@client.test/cb",
                    "http://client.test/cb",
                    "javascript:alert(1)",
                    "//client.test/cb"
                })
        @Tag("RED-03")
        @Tag("RED-07")
        @Tag("RED-09")
        @Tag("AUZ-03")
        @DisplayName("any other redirect URI gets a page, even if everything else is wrong too")
        void anyOtherRedirectUriGetsAPage(String uri) {
            Map<String, String> parameters = request("redirect_uri", uri);
            parameters.put("response_type", "token");
            parameters.put("scope", "\"");
            Response response = browser.get(authorize(parameters));

            refused(response);
            assertThat(response.text()).doesNotContain("evil").doesNotContain("javascript:");
        }

        @Test
        @Tag("AUZ-04")
        @Tag("A-072")
        @DisplayName("the page echoes nothing of the request and names the contact of a known app")
        void thePageEchoesNothing() {
            Response response = browser.get(authorize(request("redirect_uri", "https://evil.test/<script>alert(1)")));

            assertThat(response.text())
                    .contains("not valid")
                    .contains("help@acme.test")
                    .doesNotContain("evil.test");
        }

        @Test
        @Tag("RED-08")
        @DisplayName("of several registered URIs one has to be named; a single one need not be")
        void aSingleUriNeedNotBeNamed() {
            platform.register(
                    "two", AppType.WEB, "Two", List.of(CALLBACK, "https://client.test/other"), OAuthWorld.all());
            Map<String, String> parameters = request("redirect_uri", null);

            assertThat(browser.get(authorize(parameters)).status()).isEqualTo(200);
            parameters.put("client_id", "dp_cid_two");
            refused(browser.get(authorize(parameters)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"client_id", "redirect_uri"})
        @Tag("GEN-01")
        @Tag("AUZ-03")
        @DisplayName("a client or redirect URI that occurs twice gets a page")
        void twiceTheSameGetsAPage(String name) {
            refused(browser.get(
                    authorize(request()) + "&" + name + "=" + encode(request().get(name))));
        }

        @Test
        @Tag("GEN-12")
        @DisplayName("a state beyond the limit is refused by a page that names it")
        void aHugeStateIsRefused() {
            Response page = browser.get(authorize(request("state", "s".repeat(10_000))));
            refused(page);
            assertThat(page.text()).contains("state_too_long", "4096");
        }

        @Test
        @Tag("AUZ-19")
        @DisplayName("the page cannot be framed or stored")
        void thePageCannotBeFramed() {
            Response response = browser.get("/oauth/authorize");

            assertThat(response.header("X-Frame-Options")).contains("DENY");
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(response.header("Referrer-Policy")).contains("same-origin");
            assertThat(response.header("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("form-action");
        }

        private void refused(Response response) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("Location")).isEmpty();
        }
    }

    @Nested
    class LoopbackRedirectUris {

        @ParameterizedTest
        @CsvSource({
            "http://127.0.0.1:50123/cb, true",
            "http://127.0.0.1/cb2, false",
            "http://127.0.0.1:50123/cb2, false",
            "http://localhost:50123/cb, false",
            "http://x@127.0.0.1/cb, false",
            "https://127.0.0.1/cb, false",
            "http://127.0.0.1.evil.test/cb, false",
            "http://127.1/cb, false"
        })
        @Tag("RED-04")
        @Tag("RED-05")
        @DisplayName("only the port of a loopback URI is free")
        void onlyThePortIsFree(String uri, boolean accepted) {
            platform.register("native", AppType.PUBLIC, "Native", List.of("http://127.0.0.1/cb"), OAuthWorld.all());
            Map<String, String> parameters = request("client_id", "dp_cid_native");
            parameters.put("redirect_uri", uri);

            assertThat(browser.get(authorize(parameters)).status()).isEqualTo(accepted ? 200 : 400);
        }
    }

    @Nested
    class WhatIsAccepted {

        @Test
        @Tag("AUZ-01")
        @DisplayName("POST means the same as GET, from other sites too")
        void postMeansTheSameAsGet() {
            Response good = browser.post("/oauth/authorize", encode(request()), "cross-site");
            Response bad = browser.post("/oauth/authorize", encode(request("response_type", "token")), "cross-site");
            Response twice = browser.post(
                    "/oauth/authorize?response_type=code", encode(request("client_id", "dp_cid_web")), "cross-site");

            assertThat(good.status()).isEqualTo(200);
            assertThat(response(bad).text("error")).isEqualTo("unsupported_response_type");
            assertThat(response(twice).text("error")).isEqualTo("invalid_request");
        }

        @Test
        @Tag("GEN-02")
        @Tag("GEN-04")
        @Tag("AUZ-18")
        @DisplayName("hints and unknown parameters are ignored, resource may be repeated")
        void unknownParametersAreIgnored() {
            String extra = "&nonce=n&max_age=1&login_hint=a&ui_locales=de&acr_values=x&foo[]=bar&scope[a]=b"
                    + "&resource=https%3A%2F%2Fportal.test%2Fapi%2Fv1&resource=https%3A%2F%2Fportal.test%2Fapi%2Fv1";

            assertThat(browser.get(authorize(request()) + extra).status()).isEqualTo(200);
        }

        @Test
        @Tag("GEN-03")
        @Tag("GEN-07")
        @Tag("AUZ-09")
        @DisplayName("an omitted scope asks for all of the app's, order and repetition do not matter")
        void anOmittedScopeAsksForAll() {
            Response all = browser.get(authorize(request("scope", "")));
            Response plus = browser.get(authorize(request("scope", null))
                    + "&scope=tickets.write+tickets.read+tickets.write+offline_access");

            assertThat(HostBrowser.ticked(all)).hasSize(4);
            assertThat(HostBrowser.ticked(plus)).containsExactly("scope=tickets.read", "scope=tickets.write");
        }

        @Test
        void wildcardsOfTheAppAreSpelledOut() {
            platform.register("wild", AppType.WEB, "Wild", List.of(CALLBACK), Scopes.of("tickets.*"));
            Map<String, String> parameters = request("client_id", "dp_cid_wild");
            parameters.put("scope", "tickets.*");

            assertThat(HostBrowser.ticked(browser.get(authorize(parameters))))
                    .containsExactly("scope=tickets.read", "scope=tickets.write");
        }

        @Test
        @Tag("GEN-14")
        @DisplayName("other methods give 405")
        void otherMethodsGive405() {
            Response response = platform.test.handle(
                    Request.of("PUT", "/oauth/authorize", Headers.NONE, InetAddress.getLoopbackAddress()));

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow")).isPresent();
        }
    }
}
