package dev.drawbridge.oauth.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to those who guess secrets. */
class SecretGuessingTest extends TokenRequestScene {

    @Nested
    class WhenSomebodyGuesses {

        @Test
        @Tag("CLI-14")
        @DisplayName("the eleventh failure of a minute is 429, for this client from this address only")
        void brake() throws UnknownHostException {
            for (int i = 0; i < 10; i++) {
                assertError(guess(), 401, "invalid_client");
            }
            Response refused = guess();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After"))
                    .hasValueSatisfying(
                            wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 61));
            assertThat(header(client.basic(), GRANT).status()).isEqualTo(429);

            assertThat(fromElsewhere().status()).isEqualTo(200);
            scene.clock.advance(Duration.ofSeconds(61));
            assertThat(header(client.basic(), GRANT).status()).isEqualTo(200);
        }

        @Test
        @Tag("CLI-14")
        @DisplayName("nothing is counted where there is no secret to guess: at public clients and for an id alone")
        void nothingToGuess() {
            String publicId = publicClient();
            for (int i = 0; i < 15; i++) {
                assertError(header("Basic " + base64(publicId + ":guess"), GRANT), 401, "invalid_client");
                assertError(form(GRANT + "&client_secret=guess&client_id=" + publicId), 401, "invalid_client");
                assertError(header("Basic " + base64(id + ":"), GRANT), 401, "invalid_client");
                assertError(form(GRANT + "&client_id=" + id), 401, "invalid_client");
            }
            assertError(form("grant_type=refresh_token&refresh_token=x&client_id=" + publicId), 400, "invalid_grant");
            assertThat(header(client.basic(), GRANT).status()).isEqualTo(200);
        }

        @Test
        @Tag("CLI-14")
        @DisplayName("an id alone is no way around the count of wrong secrets, and does not clear it")
        void stillCounted() {
            for (int i = 0; i < 10; i++) {
                assertError(guess(), 401, "invalid_client");
                assertError(form(GRANT + "&client_id=" + id), 401, "invalid_client");
            }
            assertThat(guess().status()).isEqualTo(429);
        }

        private Response guess() {
            return header("Basic " + base64(id + ":guess"), GRANT);
        }

        private Response fromElsewhere() throws UnknownHostException {
            Headers headers = Headers.NONE
                    .plus("Authorization", client.basic())
                    .plus("Content-Type", "application/x-www-form-urlencoded");
            return scene.test.handle(Request.of("POST", "/oauth/token", headers, InetAddress.getByName("192.0.2.7"))
                    .withBody(GRANT.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
