package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a developer changes in the portal counts immediately for what is still on its way: open pages, pushed requests, codes. */
class OutstandingRequestsTest {

    private static final String OLD = "https://acme.test/old";
    private static final String NEW = "https://acme.test/new";

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final Response app = developer.create(Map.of(
            "name",
            "Sync",
            "type",
            "web",
            "redirectUris",
            List.of(OLD, NEW),
            "scopes",
            List.of("tickets.read", "tickets.write")));
    private final String id = text(app, "id");
    private final String clientId = text(app, "clientId");
    private final String secret = text(app, "clientSecret");
    private final Browser browser = Browser.of(portal.test).setCookie(FakeHost.USER, "usr_pro");

    @Test
    @Tag("RED-11")
    @DisplayName("a removed redirect URI ends open pages, pushed requests and codes for it, and no others")
    void aRemovedRedirectUri() {
        String oldCode = code(OLD);
        String newCode = code(NEW);
        BrowserPage oldPage = page(OLD);
        BrowserPage newPage = page(NEW);
        String oldPushed = pushed(OLD);
        String newPushed = pushed(NEW);

        assertThat(developer
                        .patch(id, "*", Map.of("redirectUris", List.of(NEW)))
                        .status())
                .isEqualTo(200);

        BrowserPage refused = oldPage.form().submit("allow");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().header("Location")).isEmpty();
        assertThat(browser.get(begin(oldPushed)).status()).isEqualTo(400);
        assertThat(text(redeem(oldCode), "error")).isEqualTo("invalid_grant");

        assertThat(newPage.form().submit("allow").location()).startsWith(NEW + "?code=");
        assertThat(browser.get(begin(newPushed)).response().header("Location").orElse(""))
                .startsWith(NEW + "?code=");
        assertThat(redeem(newCode).status()).isEqualTo(200);
    }

    @Test
    @Tag("CLI-17")
    @Tag("ACG-10")
    @DisplayName("a revoked app ends them all")
    void aRevokedApp() {
        String code = code(OLD);
        BrowserPage page = page(OLD);
        String pushed = pushed(OLD);

        assertThat(developer.post("/apps/" + id + "/revoke").status()).isEqualTo(200);

        BrowserPage refused = page.form().submit("allow");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().header("Location")).isEmpty();
        assertThat(browser.get(begin(pushed)).status()).isEqualTo(400);
        assertThat(browser.get("/oauth/authorize?" + encode(request(OLD))).status())
                .isEqualTo(400);
        assertThat(text(redeem(code), "error")).isEqualTo("invalid_client");
    }

    @Test
    @Tag("ACG-10")
    @Tag("AUZ-08")
    @DisplayName("a scope that was taken from the app is in no code any more, and a page asks again without it")
    void aRemovedScope() {
        String code = code(OLD);
        BrowserPage page = page(OLD);
        String pushed = pushed(OLD);

        assertThat(developer
                        .patch(id, "*", Map.of("scopes", List.of("tickets.read")))
                        .status())
                .isEqualTo(200);

        assertThat(text(redeem(code), "scope")).isEqualTo("tickets.read");
        BrowserPage again = page.form().submit("allow");
        assertThat(again.status())
                .as("the app under the user's eyes became another one")
                .isEqualTo(403);
        Parameters response = Parameters.parse(
                URI.create(browser.get(begin(pushed)).location()).getRawQuery());
        assertThat(response.text("error")).isEqualTo("invalid_scope");
    }

    @Test
    @Tag("AUZ-26")
    @Tag("ACG-10")
    @DisplayName("a user who was disabled meanwhile can decide on no page, and their code is worth nothing")
    void aDisabledUser() {
        String code = code(OLD);
        BrowserPage page = page(OLD);

        portal.test.host().disable("usr_pro", true);

        Response decided = page.form().submit("allow").response();
        assertThat(decided.header("Location").orElse("")).doesNotContain("code=");
        assertThat(text(redeem(code), "error")).isEqualTo("invalid_grant");
    }

    private Map<String, String> request(String redirectUri) {
        return Map.of(
                "scope",
                "tickets.read tickets.write",
                "response_type",
                "code",
                "client_id",
                clientId,
                "redirect_uri",
                redirectUri,
                "prompt",
                "consent",
                "code_challenge",
                TokenHash.of(OAuthScene.VERIFIER).value(),
                "code_challenge_method",
                "S256");
    }

    private BrowserPage page(String redirectUri) {
        BrowserPage page = browser.get("/oauth/authorize?" + encode(request(redirectUri)));
        assertThat(page.status()).isEqualTo(200);
        return page;
    }

    private String code(String redirectUri) {
        String location = page(redirectUri).form().submit("allow").location();
        return Parameters.parse(URI.create(location).getRawQuery()).text("code");
    }

    private String pushed(String redirectUri) {
        Map<String, String> form = new HashMap<>(request(redirectUri));
        form.remove("prompt");
        form.put("client_secret", secret);
        return text(post("/oauth/par", form), "request_uri");
    }

    private String begin(String requestUri) {
        return "/oauth/authorize?" + encode(Map.of("client_id", clientId, "request_uri", requestUri));
    }

    private Response redeem(String code) {
        return post(
                "/oauth/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", clientId,
                        "client_secret", secret,
                        "code", code,
                        "code_verifier", OAuthScene.VERIFIER));
    }

    private Response post(String path, Map<String, String> form) {
        Headers headers = Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded");
        return portal.test.handle(Request.of("POST", path, headers, InetAddress.getLoopbackAddress())
                .withBody(encode(form).getBytes(StandardCharsets.UTF_8)));
    }

    private static String encode(Map<String, String> form) {
        return OAuthScene.encode(form);
    }
}
