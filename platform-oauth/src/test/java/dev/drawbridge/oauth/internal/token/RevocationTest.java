package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
    private final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read");
    private final Response tokens = scene.oauth.redeem(client, scene.oauth.code(grant));
    private final String access = OAuthScene.text(tokens, "access_token");
    private final String refresh = OAuthScene.text(tokens, "refresh_token");

    @Test
    @Tag("REV-05")
    @Tag("REV-03")
    @DisplayName("a refresh token takes its access tokens along, whatever the hint says")
    void refreshToken() {
        assertThat(scene.call(access).status()).isEqualTo(200);

        assertRevoked(revoke(client, refresh, "access_token"));

        assertThat(scene.call(access).status()).isEqualTo(401);
        assertThat(OAuthScene.text(scene.oauth.refresh(client, refresh), "error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    @Tag("REV-05")
    @Tag("REV-07")
    @DisplayName("an access token is refused immediately, and its refresh token stays")
    void accessToken() {
        assertThat(scene.call(access).status()).isEqualTo(200);

        assertRevoked(revoke(client, access, "refresh_token"));

        assertThat(scene.call(access).status()).isEqualTo(401);
        Response next = scene.oauth.refresh(client, refresh);
        assertThat(scene.call(OAuthScene.text(next, "access_token")).status()).isEqualTo(200);
    }

    @Test
    @Tag("REV-02")
    @DisplayName("unknown, expired and revoked tokens get the same response")
    void nothingToDo() {
        assertRevoked(revoke(client, refresh, "nonsense"));
        assertRevoked(revoke(client, refresh, "refresh_token"));
        assertRevoked(revoke(client, "unknown", "access_token"));
        scene.clock.advance(Duration.ofHours(2));
        assertRevoked(revoke(client, access, "access_token"));
    }

    @Test
    @Tag("REV-04")
    @DisplayName("another client's tokens are not revoked, and it does not learn that they exist")
    void foreign() {
        OAuthScene.Client other = scene.oauth.register(AppType.WEB, "tickets.read");

        assertRevoked(revoke(other, refresh, "refresh_token"));
        assertRevoked(revoke(other, access, "access_token"));

        assertThat(scene.call(access).status()).isEqualTo(200);
        assertThat(scene.oauth.refresh(client, refresh).status()).isEqualTo(200);
    }

    @Test
    @Tag("REV-01")
    @Tag("REV-06")
    @DisplayName("clients authenticate, and say which token")
    void malformed() {
        Response anonymous = scene.oauth.post("/oauth/revoke", Headers.NONE, "token=" + access);
        assertThat(OAuthScene.text(anonymous, "error")).isEqualTo("invalid_client");
        Response idAlone = scene.oauth.post(
                "/oauth/revoke",
                Headers.NONE,
                "token=" + access + "&client_id=" + client.app().clientId());
        assertThat(OAuthScene.text(idAlone, "error")).isEqualTo("invalid_client");
        assertThat(OAuthScene.text(scene.oauth.post("/oauth/revoke", client, Map.of()), "error"))
                .isEqualTo("invalid_request");
        assertThat(scene.call(access).status()).isEqualTo(200);
    }

    @Test
    @Tag("REV-01")
    @DisplayName("a public client revokes by its id")
    void publicClient() {
        OAuthScene.Client app = scene.oauth.register(AppType.PUBLIC, "tickets.read");
        Grant consent = scene.oauth.consent(app, "co_pro", "usr_pro", "tickets.read");
        String token = OAuthScene.text(scene.oauth.redeem(app, scene.oauth.code(consent)), "access_token");

        assertRevoked(revoke(app, token, "access_token"));

        assertThat(scene.call(token).status()).isEqualTo(401);
    }

    @Test
    @Tag("REV-08")
    @DisplayName("many simultaneous revocations are one")
    void concurrent() {
        List<Response> responses = Race.of(20, thread -> revoke(client, refresh, "refresh_token"));

        assertThat(responses).extracting(Response::status).containsOnly(200);
        String family = refresh.substring("dp_rt_".length(), "dp_rt_".length() + 26);
        assertThat(scene.core.journal().about("family", family, 50))
                .extracting(JournalEntry::action)
                .containsExactly("token.revoked");
    }

    private Response revoke(OAuthScene.Client by, String token, String hint) {
        return scene.oauth.post("/oauth/revoke", by, new HashMap<>(Map.of("token", token, "token_type_hint", hint)));
    }

    private static void assertRevoked(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).contains("application/json");
        assertThat(response.text()).isEqualTo("{}");
    }
}
