package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.util.Map;

/** A user who allows an app something, and what a later request gets: a code or the consent page. */
abstract class RememberedConsentScene {

    final OAuthWorld platform = new OAuthWorld();
    final HostBrowser browser = platform.browser("usr_pro");

    void allow(HostBrowser who, Map<String, String> parameters) {
        Response decided = who.submit(who.get(authorize(parameters)), "decision", "allow");
        assertThat(response(decided).has("code")).isTrue();
    }

    static void isCode(Response response) {
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location").orElseThrow()).startsWith(CALLBACK + "?code=dp_ac_");
        assertThat(response(response).text("state")).isEqualTo("s-1");
        assertThat(response(response).text("iss")).isEqualTo("https://portal.test");
    }

    static void isPage(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains("Allow access");
    }
}
