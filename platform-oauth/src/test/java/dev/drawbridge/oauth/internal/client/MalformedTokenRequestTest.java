package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token requests that are refused before anyone asks who sent them. */
class MalformedTokenRequestTest extends TokenRequestScene {

    @Nested
    class WhenTheRequestIsMalformed {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "grant_type=",
                    GRANT + "&" + GRANT,
                    GRANT + "&scope=a&scope=b",
                    GRANT + "&unknown=a&unknown=b",
                    GRANT + "&x=%zz",
                    GRANT + "&x=%C3%28",
                    GRANT + "&x=%00"
                })
        @Tag("GEN-01")
        @Tag("GEN-03")
        @Tag("GEN-06")
        @Tag("TOK-02")
        @DisplayName("repeated, empty and undecodable parameters are invalid_request")
        void parameters(String body) {
            assertError(header(client.basic(), body), 400, "invalid_request");
        }

        @Test
        @Tag("GEN-04")
        @Tag("GEN-08")
        @DisplayName("unknown parameters are ignored, array syntax too")
        void unknownParameters() {
            assertThat(header(client.basic(), GRANT + "&x=1&scope%5Ba%5D=b").status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("GEN-05")
        @Tag("TOK-02")
        @DisplayName("grant types are case-sensitive, unknown ones unsupported")
        void grantTypes() {
            assertError(header(client.basic(), "grant_type=Client_Credentials"), 400, "unsupported_grant_type");
            assertError(header(client.basic(), "grant_type=password"), 400, "unsupported_grant_type");
            assertError(header(client.basic(), "grant_type=authorization_code"), 400, "unauthorized_client");
        }

        @Test
        @Tag("GEN-12")
        @DisplayName("an oversized parameter is refused")
        void oversized() {
            assertError(header(client.basic(), GRANT + "&scope=" + "a".repeat(9_000)), 400, "invalid_request");
        }

        @Test
        @Tag("TOK-01")
        @Tag("GEN-08")
        @DisplayName("another content type is refused")
        void contentType() {
            Headers json = Headers.NONE.plus("Content-Type", "application/json").plus("Authorization", client.basic());
            Response response =
                    scene.test.handle(Request.of("POST", "/oauth/token", json, InetAddress.getLoopbackAddress())
                            .withBody("{\"grant_type\":\"client_credentials\"}".getBytes(StandardCharsets.UTF_8)));
            assertError(response, 400, "invalid_request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS", "DELETE"})
        @Tag("GEN-14")
        @DisplayName("other methods are 405 and say which one applies")
        void methods(String method) {
            Response response = scene.test.handle(
                    Request.of(method, "/oauth/token?" + GRANT, Headers.NONE, InetAddress.getLoopbackAddress()));
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow"))
                    .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
        }

        @Test
        @Tag("GEN-09")
        @Tag("GEN-10")
        @Tag("TOK-05")
        @DisplayName("errors are plain JSON that nobody stores")
        void errors() {
            Response response = header(client.basic(), "grant_type=%22%0d%0a%E2%82%AC");
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(response.header("Content-Type")).contains("application/json");
            assertThat(Json.readObject(response.body()).text("error_description"))
                    .hasValueSatisfying(text -> assertThat(text).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
        }
    }
}
