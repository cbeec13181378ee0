package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.ratelimit.QuotaDecision;
import dev.drawbridge.ratelimit.QuotaPolicy;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuotaHeadersTest {

    private static final QuotaPolicy POLICY = new QuotaPolicy("hour", 100, Duration.ofHours(1));

    @Test
    @Tag("R-29")
    @DisplayName("the header fields are structured fields with policy, remaining calls and seconds")
    void areStructuredFields() {
        assertThat(QuotaHeaders.of(new QuotaDecision(POLICY, true, 42, Duration.ofSeconds(1_380))))
                .containsOnly(
                        entry("RateLimit-Policy", "\"hour\";q=100;w=3600"), entry("RateLimit", "\"hour\";r=42;t=1380"));
    }

    @Test
    @Tag("R-17")
    @DisplayName("a refusal tells to come back no earlier than the window ends")
    void refusalsTellWhenToComeBack() {
        Response response = QuotaHeaders.problem(new QuotaDecision(POLICY, false, 0, Duration.ofSeconds(1_380)))
                .toResponse("req");
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Content-Type")).hasValue("application/problem+json");
        assertThat(response.header("Retry-After")).hasValue("1380");
        assertThat(response.header("RateLimit")).hasValue("\"hour\";r=0;t=1380");
        assertThat(response.header("RateLimit-Policy")).hasValue("\"hour\";q=100;w=3600");
        assertThat(response.text())
                .contains("\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\"")
                .contains("\"violated-policies\":[\"hour\"]")
                .contains("\"code\":\"quota_exceeded\"");
    }
}
