package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forms whose values are there as raw bytes, as some clients write them. */
class FormEncodingTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");

    @Test
    @Tag("GEN-06")
    @DisplayName("raw UTF-8 in a form means what it says")
    void rawUtf8() {
        Response response = post("/oauth/authorize", request("Grüße 😀".getBytes(StandardCharsets.UTF_8)));

        // There is no challenge, so that the state comes back immediately.
        assertThat(response.header("Location").orElseThrow())
                .contains("error=invalid_request", "&state=Gr%C3%BC%C3%9Fe%20%F0%9F%98%80&");
    }

    @Test
    @Tag("GEN-06")
    @DisplayName("raw bytes that are no UTF-8 are refused")
    void rawBytes() {
        byte[] latin1 = "Grüße".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(post("/oauth/authorize", request(latin1)).status()).isEqualTo(400);
        Response token = post("/oauth/token", latin1);
        assertThat(token.status()).isEqualTo(400);
        assertThat(OAuthScene.text(token, "error")).isEqualTo("invalid_request");
    }

    private byte[] request(byte[] state) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(OAuthScene.encode(Map.of(
                        "client_id", client.app().clientId().value(), "response_type", "code", "scope", "tickets.read"))
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes("&state=".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(state);
        return body.toByteArray();
    }

    private Response post(String path, byte[] body) {
        Headers headers = Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded");
        return scene.test.handle(Request.of("POST", path, headers, InetAddress.getLoopbackAddress())
                .withBody(body));
    }
}
