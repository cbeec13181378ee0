package dev.drawbridge.oauth.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.internal.world.RemoteScene;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard of an API that runs without the platform. */
class RemoteApiGuardTest {

    private final RemoteScene scene = new RemoteScene();
    private final RemoteApiGuard guard = scene.verifier().guard();
    private final Handler api = guard.require("tickets.read")
            .around((request, token) ->
                    Response.json(200, Map.of("company", token.company().value())));
    private final String token = scene.token("tickets.read");

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void letsGoodTokensThrough() {
        Response response = call("Bearer " + token);

        assertThat(response.status()).isEqualTo(200);
        assertThat(OAuthScene.text(response, "company")).isEqualTo("co_pro");
    }

    @Test
    @Tag("RSV-01")
    @Tag("MET-07")
    @DisplayName("without credentials the challenge has no error code and says where the metadata is")
    void missing() {
        Response response = api.handle(RemoteScene.call(Headers.NONE));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate"))
                .contains("Bearer scope=\"tickets.read\", resource_metadata=\"" + scene.issuer
                        + "/.well-known/oauth-protected-resource/api/v1\"");
        String path = "/.well-known/oauth-protected-resource/api/v1";
        assertThat(Json.readObject(scene.get(path).body()).text("resource")).contains(scene.resource.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer\t%s", "Bearer %s,x", "Bearer %s x", "Bearer", "Bearer%s", "Basic %s", "Bearer %sx"})
    @Tag("RSV-02")
    @Tag("RSV-04")
    @DisplayName("whatever is not exactly a bearer token is 401")
    void malformed(String format) {
        Response response = call(format.formatted(token));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).isPresent();
        assertThat(call("bEARER  " + token).status()).isEqualTo(200);
    }

    @Test
    @Tag("RSV-02")
    @Tag("RSV-06")
    @DisplayName("a missing scope is 403 insufficient_scope, wildcards were spelled out before")
    void scope() {
        Response response = call("Bearer " + scene.token("invoices.read"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .startsWith("Bearer error=\"insufficient_scope\"")
                        .contains("scope=\"tickets.read\"", "resource_metadata="));
        assertThat(call("Bearer " + scene.token("tickets.*")).status()).isEqualTo(200);
        assertThatThrownBy(() -> guard.require("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("RSV-03")
    @DisplayName("tokens in the query are not looked at, two are refused")
    void onlyTheHeader() {
        Headers twice = Headers.NONE.plus("Authorization", "Bearer " + token).plus("Authorization", "Bearer " + token);
        assertThat(api.handle(RemoteScene.call(twice)).status()).isEqualTo(400);
    }

    @Test
    @Tag("OPS-09")
    @DisplayName("without keys it is 503, neither 200 nor 401, and garbage is 401 all the same")
    void outage() {
        scene.down = true;
        Response response = call("Bearer " + token);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isPresent();
        assertThat(call("Bearer garbage").status()).isEqualTo(401);
    }

    @Test
    @Tag("RSV-02")
    @DisplayName("pages of origins that the host lets in may call and read refusals; without that, nothing changes")
    void crossOrigin() {
        Handler open = guard.crossOrigin(CrossOrigin.of("https://app.test"))
                .require("tickets.read")
                .around((request, verified) -> Response.empty(204));
        Headers asked = Headers.NONE
                .plus("Origin", "https://app.test")
                .plus("Access-Control-Request-Method", "GET")
                .plus("Access-Control-Request-Headers", "authorization");
        Request preflight = Request.of("OPTIONS", "/reports", asked, InetAddress.getLoopbackAddress());
        assertThat(open.handle(preflight).status()).isEqualTo(204);
        assertThat(open.handle(preflight).header("Access-Control-Allow-Headers"))
                .contains("authorization");
        assertThat(api.handle(preflight).status()).isEqualTo(401);
        Response refused = open.handle(RemoteScene.call(Headers.NONE.plus("Origin", "https://app.test")));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).contains("https://app.test");
        assertThat(refused.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("WWW-Authenticate");
        Response other = open.handle(RemoteScene.call(Headers.NONE.plus("Origin", "https://evil.test")));
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void problemsOfTheHandlerBecomeResponses() {
        Handler failing = guard.require("tickets.read").around((request, verified) -> {
            throw ProblemException.of(409, "conflict", "Not now.");
        });
        assertThat(failing.handle(RemoteScene.call(Headers.NONE.plus("Authorization", "Bearer " + token)))
                        .status())
                .isEqualTo(409);
    }

    @Nested
    class BoundTokens {

        private final ClientKey key = ClientKey.create("proofs");
        private final OAuthScene.Client machine = scene.machine("tickets.read");
        private final String bound = OAuthScene.text(
                scene.oauth.post(
                        "/oauth/token",
                        Headers.NONE
                                .plus("Authorization", machine.basic())
                                .plus(
                                        "DPoP",
                                        key.proof(scene.clock.instant(), "POST", scene.issuer + "/oauth/token", null)),
                        "grant_type=client_credentials"),
                "access_token");

        @Test
        @Tag("DPO-04")
        @Tag("DPO-05")
        @DisplayName("take a proof of their key, and never pass as bearer tokens")
        void need() {
            assertThat(with(proof(key, bound)).status()).isEqualTo(200);
            assertThat(call("Bearer " + bound).status()).isEqualTo(401);
            assertThat(with(null).status()).isEqualTo(401);
            assertThat(with(proof(ClientKey.create("proofs", "EdDSA"), bound)).header("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("DPoP error=\"invalid_token\""));
            assertThat(with(proof(key, token)).header("WWW-Authenticate"))
                    .hasValueSatisfying(
                            challenge -> assertThat(challenge).startsWith("DPoP error=\"invalid_dpop_proof\""));
            Headers unbound =
                    Headers.NONE.plus("Authorization", "DPoP " + token).plus("DPoP", proof(key, token));
            assertThat(api.handle(RemoteScene.call(unbound)).status()).isEqualTo(401);
        }

        @Test
        @Tag("DPO-05")
        @DisplayName("are the only ones where the host says so")
        void alone() {
            Handler strict = scene.verifier(JwksAccessTokenVerifierBuilder::requireDpop)
                    .guard()
                    .require("tickets.read")
                    .around((request, verified) -> Response.empty(204));
            Headers proven = Headers.NONE.plus("Authorization", "DPoP " + bound).plus("DPoP", proof(key, bound));
            assertThat(strict.handle(RemoteScene.call(proven)).status()).isEqualTo(204);
            Response bearer = strict.handle(RemoteScene.call(Headers.NONE.plus("Authorization", "Bearer " + token)));
            assertThat(bearer.status()).isEqualTo(401);
            assertThat(bearer.header("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("DPoP error=\"invalid_token\""));
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("of fifty parallel calls with one proof one gets through, and none for as long as it is good")
        void once() {
            String proof = proof(key, bound);
            List<Integer> statuses = Race.run(thread -> with(proof).status());
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            for (int seconds = 0; seconds < 120; seconds += 15) {
                scene.clock.advance(Duration.ofSeconds(15));
                assertThat(with(proof).status()).isEqualTo(401);
            }
            assertThat(with(proof(key, bound)).status()).isEqualTo(200);
        }

        private Response with(String proof) {
            Headers headers = Headers.NONE.plus("Authorization", "DPoP " + bound);
            return api.handle(RemoteScene.call(proof == null ? headers : headers.plus("DPoP", proof)));
        }

        private String proof(ClientKey by, String access) {
            return by.proof(scene.clock.instant(), "GET", scene.issuer + "/api/v1/reports", access);
        }
    }

    private Response call(String authorization) {
        return api.handle(RemoteScene.call(Headers.NONE.plus("Authorization", authorization)));
    }
}
