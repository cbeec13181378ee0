package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;

/** A machine app that is installed, and the token requests that it sends. */
abstract class TokenRequestScene {

    static final String GRANT = "grant_type=client_credentials";

    final OAuthWorld scene = new OAuthWorld();
    final OAuthScene.Client client = scene.oauth.register(AppType.MACHINE, "tickets.read");
    final String id = client.app().clientId().value();

    @BeforeEach
    void install() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
    }

    Response header(String authorization, String body) {
        return scene.oauth.post("/oauth/token", Headers.NONE.plus("Authorization", authorization), body);
    }

    Response form(String body) {
        return scene.oauth.post("/oauth/token", Headers.NONE, body);
    }

    String publicClient() {
        return scene.oauth
                .register(AppType.PUBLIC, "tickets.read")
                .app()
                .clientId()
                .value();
    }

    static void assertError(Response response, int status, String error) {
        assertThat(OAuthScene.text(response, "error")).isEqualTo(error);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).doesNotContain("Exception");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
