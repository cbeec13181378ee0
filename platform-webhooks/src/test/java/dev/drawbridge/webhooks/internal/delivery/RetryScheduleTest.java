package dev.drawbridge.webhooks.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Duration> SPEC = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private final RetrySchedule schedule = new RetrySchedule(new Random(4711));

    @Test
    @Tag("D-19")
    @Tag("SW-14")
    @DisplayName("every retry comes at its pause or up to a fifth later, never earlier; then no more")
    void pauses() {
        for (int run = 0; run < 100; run++) {
            for (int tries = 1; tries <= SPEC.size(); tries++) {
                Duration pause = SPEC.get(tries - 1);
                assertThat(schedule.next(tries, NOW, 500, Headers.NONE).orElseThrow())
                        .isBetween(
                                NOW.plus(pause), NOW.plus(pause.multipliedBy(6).dividedBy(5)));
            }
        }
        assertThat(schedule.next(10, NOW, 500, Headers.NONE)).isEmpty();
    }

    @Test
    @Tag("D-20")
    @DisplayName("deliveries that fail together do not come back together")
    void jitter() {
        Set<Instant> instants = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            instants.add(schedule.next(2, NOW, 500, Headers.NONE).orElseThrow());
        }
        assertThat(instants).hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @Tag("D-21")
    @DisplayName("Retry-After of 429 and 503 postpones up to 6 h; what cannot be read is ignored")
    @CsvSource({
        "503, 120, 120, 120",
        "429, 120, 120, 120",
        "500, 120, 5, 6",
        "503, 1, 5, 6",
        "503, 1000000000, 21600, 21600",
        "503, 99999999999999999999999, 5, 6",
        "503, -5, 5, 6",
        "503, '\"120\"', 5, 6",
        "503, soon, 5, 6",
        "503, 'Sun, 01 Mar 2026 00:10:00 GMT', 600, 600",
        "503, 'Sun, 01 Feb 2026 00:10:00 GMT', 5, 6",
        "503, 'Tue, 01 Mar 2044 00:10:00 GMT', 21600, 21600"
    })
    void retryAfter(int status, String value, long from, long to) {
        assertThat(schedule.next(1, NOW, status, Headers.NONE.with("Retry-After", value))
                        .orElseThrow())
                .isBetween(NOW.plusSeconds(from), NOW.plusSeconds(to));
    }
}
