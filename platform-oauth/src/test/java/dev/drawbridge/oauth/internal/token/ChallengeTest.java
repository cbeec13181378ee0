package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API responds to callers that it does not let through. */
class ChallengeTest {

    private static final String METADATA =
            "resource_metadata=\"" + TestPlatform.ISSUER + "/.well-known/oauth-protected-resource/api/v1\"";

    private final OAuthWorld scene = new OAuthWorld();

    @Test
    @Tag("RSV-02")
    @DisplayName("a missing scope is 403 with the scopes that are needed and where to ask for them")
    void missingScope() {
        Response response = scene.call(token("invoices.read"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(challenge(response))
                .startsWith("Bearer error=\"insufficient_scope\"")
                .contains("scope=\"tickets.read\"", METADATA);
    }

    @Test
    @Tag("RSV-02")
    @DisplayName("a bound token is refused in its own scheme")
    void missingScopeOfABoundToken() {
        OAuthScene.Client machine = machine("invoices.read");
        ClientKey key = ClientKey.create("proofs");
        Response issued = scene.oauth.post(
                "/oauth/token",
                Headers.NONE
                        .plus("Authorization", machine.basic())
                        .plus(
                                "DPoP",
                                key.proof(scene.clock.instant(), "POST", TestPlatform.ISSUER + "/oauth/token", null)),
                "grant_type=client_credentials");
        String access = OAuthScene.text(issued, "access_token");

        Response response = scene.call(Headers.NONE
                .plus("Authorization", "DPoP " + access)
                .plus(
                        "DPoP",
                        key.proof(scene.clock.instant(), "GET", TestPlatform.ISSUER + "/api/v1/tickets", access)));

        assertThat(response.status()).isEqualTo(403);
        assertThat(challenge(response))
                .startsWith("DPoP error=\"insufficient_scope\"")
                .contains("algs=", METADATA);
    }

    @Test
    @Tag("RSV-02")
    @DisplayName("a user who is gone is 401 invalid_token, with the way to a new token")
    void goneUser() {
        OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
        String code = scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read"));
        String access = OAuthScene.text(scene.oauth.redeem(client, code), "access_token");
        scene.test.host().disable("usr_pro", true);
        scene.test.platform().userChanged("usr_pro");

        Response response = scene.call(access);

        assertThat(response.status()).isEqualTo(401);
        assertThat(challenge(response))
                .startsWith("Bearer error=\"invalid_token\"")
                .contains(METADATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer a\\\"b",
                "Bearer \", error=\"none",
                "DPoP \u00e9\u20ac",
                "Bearer eyJ0eXAiOiJhdCtqd3QiLCJraWQiOiJcIlxyXG5YOiB5In0.e30.AA"
            })
    @Tag("RSV-05")
    @DisplayName("nothing that a caller sends gets into a header of the response")
    void injection(String authorization) {
        Response response = scene.call(Headers.NONE.plus("Authorization", authorization));

        assertThat(response.status()).isEqualTo(401);
        String challenge = challenge(response);
        assertThat(challenge).matches("(Bearer|DPoP)( [a-z_]+=\"[^\"\\\\\\p{Cntrl}]*\",?)+");
        assertThat(challenge).doesNotContain("none", "X: y");
    }

    @ParameterizedTest
    @CsvSource({"tickets.*, 200", "*, 200", "tickets.read, 200", "invoices.*, 403", "tickets.write, 403"})
    @Tag("RSV-06")
    @DisplayName("wildcards are evaluated by the server: what was granted is spelled out and decides")
    void wildcards(String granted, int status) {
        OAuthScene.Client machine = machine(granted);
        Response issued = scene.oauth.token(machine, Map.of("grant_type", "client_credentials"));

        assertThat(OAuthScene.text(issued, "scope")).doesNotContain("*");
        assertThat(scene.call(OAuthScene.text(issued, "access_token")).status()).isEqualTo(status);
    }

    private static String challenge(Response response) {
        return response.header("WWW-Authenticate").orElseThrow();
    }

    private String token(String scope) {
        return OAuthScene.text(
                scene.oauth.token(machine(scope), Map.of("grant_type", "client_credentials")), "access_token");
    }

    private OAuthScene.Client machine(String scope) {
        OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, scope);
        scene.oauth.install(machine, "co_pro", "usr_pro", scope);
        return machine;
    }
}
