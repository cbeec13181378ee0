package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host, or an app, that takes authorization requests only if they were pushed (RFC 9126 §5, §6). */
class RequiredPushTest {

    private final OAuthWorld strict = new OAuthWorld(AuthorizationServerBuilder::requirePushedAuthorizationRequests);

    @Test
    @Tag("PAR-07")
    @DisplayName("a plain request is refused, a pushed one is not")
    void plainRequestsAreRefused() {
        OAuthScene scene = strict.oauth;
        OAuthScene.Client app = scene.register(AppType.WEB, "tickets.read", "tickets.write");
        Map<String, String> form = request("client_id", null);
        form.put("redirect_uri", OAuthScene.REDIRECT_URI);
        HostBrowser browser = strict.browser("usr_pro");

        Response plain = browser.get(authorize(request()));
        String uri = OAuthScene.text(scene.post("/oauth/par", app, form), "request_uri");
        Response pushed = browser.get("/oauth/authorize?client_id="
                + app.app().clientId().value() + "&request_uri=" + OAuthWorld.encode(uri));

        assertThat(plain.header("Location").orElseThrow()).startsWith(CALLBACK);
        assertThat(response(plain).text("error")).isEqualTo("invalid_request");
        assertThat(pushed.status()).isEqualTo(200);
    }

    @Test
    @Tag("PAR-07")
    @DisplayName("an app may demand it of itself alone")
    void anAppMayDemandIt() {
        OAuthWorld relaxed = new OAuthWorld();
        AppSecurity security = AppSecurity.of(AppType.WEB);
        relaxed.secure(relaxed.web, new AppSecurity(security.methods(), null, null, null, security.dpopBound(), true));
        relaxed.register("other", AppType.WEB, "Other", List.of(CALLBACK), OAuthWorld.all());
        HostBrowser browser = relaxed.browser("usr_pro");

        assertThat(response(browser.get(authorize(request()))).text("error")).isEqualTo("invalid_request");
        assertThat(browser.get(authorize(request("client_id", "dp_cid_other"))).status())
                .isEqualTo(200);
    }

    @Test
    @Tag("PAR-07")
    @Tag("MET-05")
    @DisplayName("the metadata says so exactly then")
    void theMetadataSaysSo() {
        JsonObject relaxed = metadata(new OAuthWorld());

        assertThat(metadata(strict).bool("require_pushed_authorization_requests"))
                .contains(true);
        assertThat(relaxed.toMap()).doesNotContainKey("require_pushed_authorization_requests");
        assertThat(relaxed.text("pushed_authorization_request_endpoint")).contains("https://portal.test/oauth/par");
    }

    private static JsonObject metadata(OAuthWorld of) {
        return Json.readObject(
                of.browser().get("/.well-known/oauth-authorization-server").body());
    }
}
