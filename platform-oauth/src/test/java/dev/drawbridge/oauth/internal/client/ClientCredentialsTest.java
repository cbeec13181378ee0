package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.MACHINE, "tickets.*");

    @Test
    @Tag("CCG-02")
    @Tag("CCG-03")
    @DisplayName("without a scope parameter the token has all that was installed, and no refresh token")
    void allScopes() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read", "tickets.write");

        Response response = token();
        assertThat(Json.readObject(response.body()).has("refresh_token")).isFalse();
        assertThat(OAuthScene.text(response, "scope")).isEqualTo("tickets.read tickets.write");
    }

    @Test
    @Tag("CCG-03")
    @DisplayName("a narrower scope is given, a wider one refused")
    void scopes() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");

        assertThat(OAuthScene.text(token("scope", "tickets.read"), "scope")).isEqualTo("tickets.read");
        assertThat(OAuthScene.text(token("scope", "tickets.write"), "error")).isEqualTo("invalid_scope");
        assertThat(OAuthScene.text(token("scope", "tickets.*"), "error")).isEqualTo("invalid_scope");
        assertThat(OAuthScene.text(token("scope", "tickets.read  x"), "error")).isEqualTo("invalid_scope");
    }

    @Test
    @Tag("CCG-04")
    @DisplayName("the subject names the client in a way that no user id can")
    void subject() {
        Grant installation = scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        Response response = token();

        JsonObject claims = claims(OAuthScene.text(response, "access_token"));
        String clientId = client.app().clientId().value();
        assertThat(claims.text("sub")).contains("client:" + clientId);
        assertThat(claims.text("client_id")).contains(clientId);
        assertThat(claims.text("run_as")).contains("usr_pro");
        assertThat(claims.text("company")).contains("co_pro");
        assertThat(claims.text("gid")).contains(installation.id().value());
        assertThat(claims.has("fid")).isFalse();
        assertThat(claims.has("auth_time")).isFalse();
        Response call = scene.call(OAuthScene.text(response, "access_token"));
        assertThat(OAuthScene.text(call, "subject")).isEqualTo("client:" + clientId);
        assertThat(OAuthScene.text(call, "actsAs")).isEqualTo("usr_pro");
    }

    @Test
    @Tag("CCG-01")
    @DisplayName("apps that act for users may not use this grant")
    void otherTypes() {
        OAuthScene.Client web = scene.oauth.register(AppType.WEB, "tickets.read");
        OAuthScene.Client open = scene.oauth.register(AppType.PUBLIC, "tickets.read");
        Map<String, String> form = Map.of("grant_type", "client_credentials");

        assertThat(OAuthScene.text(scene.oauth.token(web, form), "error")).isEqualTo("unauthorized_client");
        assertThat(OAuthScene.text(scene.oauth.token(open, form), "error")).isEqualTo("unauthorized_client");
    }

    @Test
    void withoutAnInstallationThereIsNoToken() {
        assertThat(OAuthScene.text(token(), "error")).isEqualTo("unauthorized_client");
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        assertThat(token().status()).isEqualTo(200);
        assertThat(OAuthScene.text(token("company", "co_high"), "error")).isEqualTo("unauthorized_client");
        assertThat(OAuthScene.text(token("company", "not a company"), "error")).isEqualTo("invalid_request");
    }

    @Test
    void aSecondInstallationChangesNothingForRequestsThatNameNoCompany() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        scene.oauth.install(client, "co_high", "usr_high", "tickets.read");

        assertThat(claims(OAuthScene.text(token(), "access_token")).text("company"))
                .contains("co_pro");
        assertThat(claims(OAuthScene.text(token("company", "co_high"), "access_token"))
                        .text("company"))
                .contains("co_high");
    }

    @Test
    @Tag("JWT-11")
    @DisplayName("disconnecting ends tokens and requests immediately, cached or not")
    void disconnected() {
        Grant installation = scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        String token = OAuthScene.text(token(), "access_token");
        assertThat(scene.call(token).status()).isEqualTo(200);

        scene.core.grants().end(installation.id(), scene.clock.instant());
        CoreServices.of(scene.test.env())
                .changes()
                .refuse(
                        ChangeKind.GRANT,
                        installation.id().value(),
                        scene.clock.instant().plus(Duration.ofHours(2)));

        assertThat(OAuthScene.text(token(), "error")).isEqualTo("unauthorized_client");
        assertThat(scene.call(token).status()).isEqualTo(401);
    }

    @Test
    void aRunAsUserWhoWasDisabledStopsTheAppImmediatelyIfTheHostSaysSo() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        assertThat(token().status()).isEqualTo(200);
        scene.test.host().disable("usr_pro", true);
        scene.test.platform().userChanged("usr_pro");
        assertThat(OAuthScene.text(token(), "error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aRunAsUserWhoWasDisabledStopsTheAppWithinAMinuteOtherwise() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        assertThat(token().status()).isEqualTo(200);
        scene.test.host().disable("usr_pro", true);
        scene.clock.advance(Duration.ofSeconds(59));
        assertThat(token().status()).isEqualTo(200);
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(OAuthScene.text(token(), "error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aHostThatDoesNotRespondIsNoDecision() {
        scene.oauth.install(client, "co_pro", "usr_pro", "tickets.read");
        scene.test.host().down(true);
        assertThat(OAuthScene.text(token(), "error")).isEqualTo("temporarily_unavailable");
    }

    private Response token(String... parameter) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        for (int i = 0; i < parameter.length; i += 2) {
            form.put(parameter[i], parameter[i + 1]);
        }
        return scene.oauth.token(client, form);
    }

    private static JsonObject claims(String token) {
        return Json.readObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }
}
