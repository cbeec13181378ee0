package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.Map;

/** A client with both tokens of a grant, and a resource server that may introspect them. */
abstract class IntrospectionScene {

    static final String PATH = "/oauth/introspect";
    static final ClientId REPORTS = new ClientId("fieldwork-reports");

    final OAuthWorld scene = new OAuthWorld(builder -> builder.resourceServer(REPORTS));
    final OAuthScene.Client reports = scene.oauth.register(REPORTS, AppType.MACHINE, "tickets.read");
    final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "tickets.write");
    final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read", "tickets.write");
    final Response tokens = scene.oauth.redeem(client, scene.oauth.code(grant));
    final String access = OAuthScene.text(tokens, "access_token");
    final String refresh = OAuthScene.text(tokens, "refresh_token");

    Response introspect(OAuthScene.Client by, String token) {
        return scene.oauth.post(PATH, by, Map.of("token", token));
    }

    static Map<String, Object> members(Response response) {
        return Json.readObject(response.body()).toMap();
    }

    static void assertActive(Response response) {
        assertThat(members(response)).containsEntry("active", true);
    }

    static void assertInactive(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"active\":false}");
        assertThat(response.header("Cache-Control")).contains("no-store");
    }
}
