package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedWindowTest {

    @ParameterizedTest
    @Tag("R-09")
    @DisplayName("hours follow the clock in UTC, whatever the day")
    @CsvSource({
        "2026-03-02T09:00:00Z,         2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z, 3600",
        "2026-03-02T09:00:00.000001Z,  2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z, 3600",
        "2026-03-02T09:00:01Z,         2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z, 3599",
        "2026-03-02T09:59:59Z,         2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z, 1",
        "2026-03-02T09:59:59.999999Z,  2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z, 1",
        "2026-03-29T00:59:59Z,         2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z, 1",
        "2026-03-29T01:30:00Z,         2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z, 1800",
        "2016-12-31T23:59:59Z,         2016-12-31T23:00:00Z, 2017-01-01T00:00:00Z, 1",
        "1969-12-31T23:59:59Z,         1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z, 1"
    })
    void hoursAreAligned(Instant now, Instant start, Instant end, long secondsToEnd) {
        assertThat(FixedWindow.HOUR.startOf(now)).isEqualTo(start);
        assertThat(FixedWindow.HOUR.endOf(now)).isEqualTo(end);
        assertThat(FixedWindow.HOUR.secondsToEnd(now)).isEqualTo(secondsToEnd);
    }

    @Test
    @Tag("R-17")
    @DisplayName("after the seconds to the end a new window has begun, at every fraction of a second")
    void waitingTheSecondsReachesTheNextWindow() {
        Instant start = Instant.parse("2026-03-02T09:00:00Z");
        for (int step = 0; step < 36_000; step++) {
            Instant now = start.plusMillis(step * 100L);
            Instant later = now.plusSeconds(FixedWindow.HOUR.secondsToEnd(now));
            assertThat(FixedWindow.HOUR.startOf(later)).isEqualTo(start.plusSeconds(3_600));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S"})
    void aWindowHasWholeSeconds(Duration length) {
        assertThatThrownBy(() -> new FixedWindow(length)).isInstanceOf(IllegalArgumentException.class);
    }
}
