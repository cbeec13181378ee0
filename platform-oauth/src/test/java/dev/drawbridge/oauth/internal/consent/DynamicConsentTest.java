package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.DocumentScene.afterLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.ClientHost;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see of clients that nobody reviewed, and what a stranger's link can do with their browser. */
class DynamicConsentTest {

    private static final String ANY_PROGRAM = "Any program on this computer can claim to be this app";

    private final ClientHost client = new ClientHost();
    private final DocumentScene scene = new DocumentScene();
    private final HostBrowser browser = scene.browser("usr_pro");

    @AfterEach
    void stop() {
        client.close();
    }

    private String register(String name, String... redirectUris) {
        Map<String, Object> metadata = Map.of(
                "client_name",
                name,
                "client_uri",
                "https://trusted.test/",
                "redirect_uris",
                List.of(redirectUris),
                "token_endpoint_auth_method",
                "none");
        Request request = Request.of(
                        "POST",
                        "/oauth/register",
                        Headers.NONE.with("Content-Type", "application/json"),
                        InetAddress.getLoopbackAddress())
                .withBody(Json.write(metadata).getBytes(StandardCharsets.UTF_8));
        return OAuthScene.text(scene.test.handle(request), "client_id");
    }

    @Nested
    class ThePage {

        @Test
        @Tag("CMD-06")
        @Tag("CON-12")
        @Tag("A-085")
        @DisplayName("shows the host of the client id and of the redirect URI, and that nobody reviewed it")
        void hosts() {
            client.publish();
            String text = browser.get(
                            OAuthWorld.authorize(DocumentScene.request(client.id(), "https://assistant.test/callback")))
                    .text();
            assertThat(text).contains("by 127.0.0.1", "assistant.test", "Not reviewed by Testwork");
            assertThat(text).doesNotContain(">Reviewed by", ANY_PROGRAM);
        }

        @Test
        @Tag("CON-12")
        @DisplayName("a registered client shows no site that it only claims, and that its developer is unknown")
        void claims() {
            String id = register("Acme", "https://assistant.test/callback");
            String text = browser.get(
                            OAuthWorld.authorize(DocumentScene.request(id, "https://assistant.test/callback")))
                    .text();
            assertThat(text).contains("by an unknown developer", "assistant.test", "Not reviewed by Testwork");
            assertThat(text).doesNotContain("trusted.test");
        }

        @ParameterizedTest
        @Tag("CON-12")
        @Tag("RED-06")
        @Tag("RED-04")
        @DisplayName("a client that listens on this computer alone gets an extra warning, on any port")
        @CsvSource({
            "http://127.0.0.1/callback, http://127.0.0.1:49152/callback",
            "http://localhost:3000/callback, http://localhost:49152/callback",
            "http://[::1]/callback, http://[::1]:49152/callback",
            "com.acme.app:/callback, com.acme.app:/callback"
        })
        void loopback(String registered, String requested) {
            String id = register("Acme", registered);
            Response page = browser.get(OAuthWorld.authorize(DocumentScene.request(id, requested)));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains(ANY_PROGRAM);
        }

        @Test
        @Tag("CON-12")
        @DisplayName("the warning is about clients that anybody can make, not about a developer's app")
        void notForOthers() {
            OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            String text = browser.get(OAuthWorld.authorize(
                            DocumentScene.request(app.app().clientId().value(), OAuthScene.REDIRECT_URI)))
                    .text();
            assertThat(text).doesNotContain(ANY_PROGRAM);
        }

        @Test
        @Tag("CON-01")
        @DisplayName("what a document says about itself is escaped")
        void escaped() {
            Map<String, Object> document = client.document();
            document.put("client_name", "<script>alert(1)</script>");
            client.publish(document);
            assertThat(scene.authorize(browser, client.id()).text())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert");
        }
    }

    @Nested
    class StrangersLinks {

        @ParameterizedTest
        @Tag("AUZ-16")
        @DisplayName("an error goes to a client that registered itself only after the login")
        @CsvSource({
            "scope, admin, invalid_scope",
            "response_type, token, unsupported_response_type",
            "code_challenge_method, plain, invalid_request",
            "request, x, request_not_supported"
        })
        void errorsWaitForTheLogin(String name, String value, String error) {
            String id = register("Acme", "https://assistant.test/callback");
            Map<String, String> request = DocumentScene.request(id, "https://assistant.test/callback");
            request.put(name, value);
            HostBrowser stranger = scene.browser();

            Response redirect = stranger.get(OAuthWorld.authorize(request));

            assertThat(redirect.status()).isEqualTo(303);
            String next = afterLogin(redirect);
            assertThat(next).startsWith("/oauth/authorize?").contains("state=s-1");
            Response response = stranger.login("usr_pro").get(next);
            assertThat(response.header("Location").orElseThrow()).startsWith("https://assistant.test/callback?");
            assertThat(HostBrowser.response(response).text("error")).isEqualTo(error);
            assertThat(HostBrowser.response(response).text("state")).isEqualTo("s-1");
        }

        @Test
        @Tag("AUZ-16")
        @DisplayName("so it is for clients that describe themselves, and for requests that are posted")
        void describedClients() {
            client.publish();
            scene.authorize(browser, client.id());
            Map<String, String> request = DocumentScene.request(client.id());
            request.put("scope", "admin");
            Response posted = scene.browser().post("/oauth/authorize", OAuthWorld.encode(request), "cross-site");
            assertThat(afterLogin(posted)).contains("scope=admin");
        }

        @Test
        @Tag("AUZ-16")
        @DisplayName("prompt=none without a login stays on a page of this server")
        void promptNone() {
            String id = register("Acme", "https://assistant.test/callback");
            Map<String, String> request = DocumentScene.request(id, "https://assistant.test/callback");
            request.put("prompt", "none");
            Response page = scene.browser().get(OAuthWorld.authorize(request));
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.header("Location")).isEmpty();
            assertThat(page.text()).contains("not_logged_in");
            Response known = browser.get(OAuthWorld.authorize(request));
            assertThat(HostBrowser.response(known).text("error")).isEqualTo("consent_required");
        }

        @Test
        @Tag("AUZ-16")
        @DisplayName("an app that the host defined gets its errors immediately")
        void appsOfTheHost() {
            OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            Map<String, String> request =
                    DocumentScene.request(app.app().clientId().value(), OAuthScene.REDIRECT_URI);
            request.put("scope", "admin");
            Response response = scene.browser().get(OAuthWorld.authorize(request));
            assertThat(HostBrowser.response(response).text("error")).isEqualTo("invalid_scope");
        }

        @Test
        @Tag("AUZ-20")
        @DisplayName("a good request of a known client waits for the login on the server")
        void goodRequestsAreKept() {
            String id = register("Acme", "https://assistant.test/callback");
            Response redirect = scene.browser()
                    .get(OAuthWorld.authorize(DocumentScene.request(id, "https://assistant.test/callback")));
            assertThat(afterLogin(redirect)).matches("/oauth/authorize/[0-9A-Z]{26}");
        }

        @ParameterizedTest
        @Tag("AUZ-03")
        @DisplayName("a redirect URI that the client did not register is never followed, logged in or not")
        @ValueSource(
                strings = {"https://evil.test/callback", "https://assistant.test/callback/", "http://127.0.0.1/cb"})
        void otherRedirectUris(String uri) {
            String id = register("Acme", "https://assistant.test/callback");
            for (HostBrowser any : List.of(browser, scene.browser())) {
                Response page = any.get(OAuthWorld.authorize(DocumentScene.request(id, uri)));
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.header("Location")).isEmpty();
            }
        }
    }
}
