package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refusals that clients must be able to tell apart. */
class RefusalsTest {

    private final GuardedApi api = new GuardedApi();

    @Test
    @Tag("RSV-07")
    @DisplayName(
            "over the limit is 429 with Retry-After and no challenge; a bad token stays 401, over the limit or not")
    void limitsAndTokens() {
        Response last = api.call("starter");
        for (int calls = 1; calls <= 100; calls++) {
            last = api.call("starter");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isPresent();
        assertThat(last.header("WWW-Authenticate")).isEmpty();
        Response unknown = api.call("nobody");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("WWW-Authenticate")).isPresent();
        assertThat(unknown.header("Retry-After")).isEmpty();
        assertThat(unknown.headers().asMap().keySet()).noneMatch(name -> name.startsWith("RateLimit"));
    }
}
