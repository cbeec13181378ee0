package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushed authorization requests (RFC 9126): what is taken, or refused. */
class PushedRequestTest extends PushedRequestScene {

    @Nested
    class WhatIsTaken {

        @Test
        @Tag("PAR-01")
        @Tag("GEN-09")
        @Tag("GEN-18")
        @DisplayName("201 with a URN of 256 bits for 90 seconds, not to be stored")
        void aValidRequest() {
            Response response = push(form());

            JsonObject json = Json.readObject(response.body());
            String uri = json.text("request_uri").orElseThrow();
            assertThat(response.status()).isEqualTo(201);
            assertThat(json.toMap()).containsOnlyKeys("request_uri", "expires_in");
            assertThat(response.text()).contains("\"expires_in\":90");
            assertThat(uri).matches(PREFIX + "[A-Za-z0-9_-]{43}");
            assertThat(response.header("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(uri(push(form()))).isNotEqualTo(uri);
        }

        @Test
        @Tag("PAR-08")
        @Tag("GEN-15")
        @DisplayName("neither the request_uri nor the client's secret is kept")
        void nothingSecretIsKept() {
            String secret = client.secret() == null ? "" : client.secret().reveal();
            Map<String, String> form = form("client_secret", secret);
            Response response = scene.post(PAR, Headers.NONE, OAuthScene.encode(form));

            PushedRequest kept = platform.stores
                    .pushedRequests()
                    .find(TokenHash.of(uri(response)))
                    .orElseThrow();
            assertThat(secret).isNotEmpty();
            assertThat(kept.parameters()).contains("state=s-1").doesNotContain(secret, "client_secret");
            assertThat(kept.toString()).doesNotContain("s-1", form.get("code_challenge"));
        }

        @Test
        @Tag("PAR-01")
        @DisplayName("a public app pushes with its id alone, one with a secret may leave the id to the header")
        void theProofIsThatOfTheTokenEndpoint() {
            OAuthScene.Client open = scene.register(AppType.PUBLIC, "tickets.read");
            Map<String, String> form = form("client_id", null);
            form.put("scope", "tickets.read");

            assertThat(scene.post(PAR, open, form).status()).isEqualTo(201);
            Response named = push(form);
            assertThat(named.status()).isEqualTo(201);
            assertThat(browser.get(begin(uri(named))).status()).isEqualTo(200);
        }

        @Test
        @Tag("GEN-02")
        @Tag("GEN-04")
        @DisplayName("resource may be repeated, unknown parameters are ignored and not kept")
        void unknownParameters() {
            String api = "&resource=https%3A%2F%2Fportal.test%2Fapi%2Fv1";
            String body = OAuthScene.encode(form()) + api + api + "&foo[]=1&nonce=n&audience=mine";

            Response response = scene.post(PAR, proof(), body);

            assertThat(response.status()).isEqualTo(201);
            String kept = platform.stores
                    .pushedRequests()
                    .find(TokenHash.of(uri(response)))
                    .orElseThrow()
                    .parameters();
            assertThat(Parameters.parse(kept).names())
                    .contains("resource", "state", "redirect_uri")
                    .doesNotContain("foo[]", "nonce", "audience");
        }
    }

    @Nested
    class WhatIsRefused {

        @ParameterizedTest
        @CsvSource({
            "response_type,, invalid_request",
            "response_type, token, unsupported_response_type",
            "redirect_uri, https://client.test/other, invalid_request",
            "redirect_uri, javascript:alert(1), invalid_request",
            "scope, nothing.read, invalid_scope",
            "scope, invoices.read, invalid_scope",
            "prompt, none login, invalid_request",
            "request, eyJ, request_not_supported",
            "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request",
            "request_uri, https://client.test/request.jwt, invalid_request"
        })
        @Tag("PAR-02")
        @Tag("PAR-03")
        @Tag("AUZ-25")
        @DisplayName("every fault is JSON with 400, never a redirect")
        void faults(String name, @Nullable String value, String error) {
            refused(push(form(name, value)), 400, error);
        }

        @ParameterizedTest
        @CsvSource({"code_challenge,", "code_challenge, short", "code_challenge_method,", "code_challenge_method, plain"
        })
        @Tag("PKC-10")
        @DisplayName("PKCE with S256 is required here too")
        void pkce(String name, @Nullable String value) {
            refused(push(form(name, value)), 400, "invalid_request");
        }

        @Test
        @Tag("PAR-01")
        @DisplayName("who does not prove who they are gets 401")
        void wrongProof() {
            Headers wrong =
                    Headers.NONE.plus("Authorization", new OAuthScene.Client(client.app(), Secret.of("wrong")).basic());

            Response header = scene.post(PAR, wrong, OAuthScene.encode(form()));
            refused(header, 401, "invalid_client");
            assertThat(header.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
            refused(scene.post(PAR, Headers.NONE, OAuthScene.encode(form())), 401, "invalid_client");
            refused(scene.post(PAR, Headers.NONE, ""), 401, "invalid_client");
            refused(push(form("client_id", "dp_cid_web")), 400, "invalid_request");
        }

        @Test
        @Tag("AUZ-07")
        @DisplayName("a machine app has nothing to push")
        void machines() {
            OAuthScene.Client machine = scene.register(AppType.MACHINE, "tickets.read");

            refused(scene.post(PAR, machine, form("client_id", null)), 400, "unauthorized_client");
        }

        @Test
        @Tag("GEN-01")
        @Tag("GEN-06")
        @Tag("GEN-08")
        @Tag("GEN-12")
        @DisplayName("repeated, broken, oversized and JSON bodies are refused")
        void malformedBodies() {
            String form = OAuthScene.encode(form());

            refused(scene.post(PAR, proof(), form + "&state=2"), 400, "invalid_request");
            refused(scene.post(PAR, proof(), form + "&a=%zz"), 400, "invalid_request");
            refused(push(form("state", "s".repeat(4_097))), 400, "invalid_request");
            Request json = Request.of(
                            "POST",
                            PAR,
                            proof().plus("Content-Type", "application/json"),
                            InetAddress.getLoopbackAddress())
                    .withBody(new byte[] {'{', '}'});
            refused(platform.test.handle(json), 400, "invalid_request");
        }

        @Test
        @Tag("PAR-04")
        @DisplayName("more than 8,192 bytes of known parameters are 413 before the client is "
                + "asked for, unknown ones do not count")
        void tooLarge() {
            String form = OAuthScene.encode(form());
            String unknown = "&foo=" + "x".repeat(8_000) + "&bar=" + "x".repeat(8_000);
            String wrong = "client_id=nobody&client_secret=x&scope=" + "x".repeat(8_188);

            assertThat(scene.post(PAR, proof(), form + unknown).status()).isEqualTo(201);
            refused(push(form("state", "\u20ac".repeat(4_000))), 413, "invalid_request");
            refused(scene.post(PAR, Headers.NONE, wrong), 413, "invalid_request");
            refused(scene.post(PAR, Headers.NONE, wrong.substring(0, wrong.length() - 1)), 401, "invalid_client");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE"})
        @Tag("GEN-14")
        @Tag("PAR-01")
        @DisplayName("other methods give 405")
        void otherMethods(String method) {
            Response response = platform.test.handle(
                    Request.of(method, PAR + "?client_id=x", Headers.NONE, InetAddress.getLoopbackAddress()));

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow").orElseThrow()).contains("POST");
        }
    }

    private static void refused(Response response, int status, String error) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(OAuthScene.text(response, "error")).isEqualTo(error);
        assertThat(response.header("Location")).isEmpty();
        assertThat(response.header("Cache-Control").orElseThrow()).contains("no-store");
    }
}
