package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a code is bound to, from the request that asks for it to the one that redeems it. */
class CodeBindingTest {

    private static final String OTHER_VERIFIER = "another-verifier-of-43-characters-or-more-1234567";

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
    private final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read");

    @Test
    @Tag("PKC-04")
    @DisplayName("the token request cannot bring a challenge of its own")
    void theChallengeStays() {
        String code = scene.oauth.code(grant);
        Map<String, String> form = scene.oauth.codeForm(code);
        form.put("code_challenge", TokenHash.of(OTHER_VERIFIER).value());
        form.put("code_challenge_method", "S256");
        form.put("code_verifier", OTHER_VERIFIER);

        assertThat(error(scene.oauth.token(client, form))).isEqualTo("invalid_grant");
        form.put("code_challenge_method", "plain");
        form.put("code_challenge", OTHER_VERIFIER);
        assertThat(error(scene.oauth.token(client, form))).isEqualTo("invalid_grant");
        assertThat(scene.oauth.redeem(client, code).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = AppType.class,
            names = {"WEB", "PUBLIC"})
    @Tag("PKC-06")
    @Tag("CVE-2024-22258")
    @DisplayName("no kind of client gets a code without a challenge, whose verifier nobody asks for")
    void noCodeWithoutAChallenge(AppType type) {
        OAuthScene.Client other = scene.oauth.register(type, "tickets.read");

        for (String method : new String[] {"S256", "plain", ""}) {
            Map<String, String> request = request(other);
            request.remove("code_challenge");
            request.put("code_challenge_method", method);
            Parameters response = authorize(request);
            assertThat(response.text("error")).isEqualTo("invalid_request");
            assertThat(response.has("code")).isFalse();
        }
    }

    @Test
    @Tag("PKC-08")
    @DisplayName("a challenge with padding is never equal to a hash, nor is the verifier itself")
    void onlyOneSpellingOfTheChallenge() {
        for (String challenge : new String[] {challenge() + "=", challenge().substring(1) + "=", " " + challenge()}) {
            Map<String, String> request = request(client);
            request.put("code_challenge", challenge);
            assertThat(authorize(request).text("error")).as(challenge).isEqualTo("invalid_request");
        }
        Map<String, String> form = scene.oauth.codeForm(scene.oauth.code(grant));
        form.put("code_verifier", challenge());
        assertThat(error(scene.oauth.token(client, form))).isEqualTo("invalid_grant");
    }

    @Test
    @Tag("AUZ-07")
    @DisplayName("a client without this grant is told so, where its responses go")
    void machineApps() {
        OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");

        Parameters response = authorize(request(machine));

        assertThat(response.text("error")).isEqualTo("unauthorized_client");
        assertThat(response.text("state")).isEqualTo("s");
    }

    @Test
    @Tag("AUZ-26")
    @Tag("ACG-10")
    @DisplayName("a user who was disabled or left after their consent gives no tokens")
    void usersWhoLeft() {
        String code = scene.oauth.code(grant);
        scene.test.host().disable("usr_pro", true);
        assertThat(error(scene.oauth.redeem(client, code))).isEqualTo("invalid_grant");
        scene.test.host().disable("usr_pro", false);

        String other = scene.oauth.code(grant);
        scene.test.host().leave("co_pro", "usr_pro");
        assertThat(error(scene.oauth.redeem(client, other))).isEqualTo("invalid_grant");
    }

    @Test
    @Tag("RFT-02")
    @DisplayName("the refresh token of a client with a secret is worth nothing without the secret")
    void refreshTokensNeedTheirClient() {
        String refresh = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(grant)), "refresh_token");
        OAuthScene.Client withoutSecret = new OAuthScene.Client(client.app(), null);

        Response response = scene.oauth.refresh(withoutSecret, refresh);

        assertThat(response.status()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_client");
        assertThat(scene.oauth.refresh(client, refresh).status()).isEqualTo(200);
    }

    private Parameters authorize(Map<String, String> request) {
        Response response = scene.get("/oauth/authorize?" + OAuthScene.encode(request));
        String location = response.header("Location").orElseThrow();
        assertThat(location).startsWith(OAuthScene.REDIRECT_URI);
        return Parameters.parse(URI.create(location).getRawQuery());
    }

    private static Map<String, String> request(OAuthScene.Client client) {
        Map<String, String> request = new HashMap<>();
        request.put("client_id", client.app().clientId().value());
        request.put("response_type", "code");
        request.put("redirect_uri", OAuthScene.REDIRECT_URI);
        request.put("scope", "tickets.read");
        request.put("state", "s");
        request.put("code_challenge", challenge());
        request.put("code_challenge_method", "S256");
        return request;
    }

    private static String challenge() {
        return TokenHash.of(OAuthScene.VERIFIER).value();
    }

    private static String error(Response response) {
        return OAuthScene.text(response, "error");
    }
}
