package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.PlanLimit.Period;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @Tag("R-09")
    @DisplayName("days and months follow the calendar, in UTC or in the zone that was chosen")
    @CsvSource({
        "DAY,   UTC,              2026-03-02T09:00:00Z,        2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z",
        "DAY,   UTC,              2026-03-29T23:59:59.999999Z, 2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
        "DAY,   Europe/Vienna,    2026-03-29T12:00:00Z,        2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "DAY,   Europe/Vienna,    2026-10-25T12:00:00Z,        2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "DAY,   America/Santiago, 2026-09-06T12:00:00Z,        2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
        "MONTH, UTC,              2026-02-28T23:59:59Z,        2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTH, UTC,              2028-02-29T12:00:00Z,        2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, UTC,              2026-12-31T23:59:59Z,        2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "MONTH, Europe/Vienna,    2026-03-31T21:59:59Z,        2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
        "MONTH, Pacific/Auckland, 2026-04-30T11:59:59Z,        2026-03-31T11:00:00Z, 2026-04-30T12:00:00Z",
        "HOUR,  UTC,              2026-10-25T00:59:59Z,        2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z"
    })
    void daysAndMonthsFollowTheCalendar(Period period, String zone, Instant now, Instant start, Instant end) {
        FixedWindow window = new FixedWindow(period, ZoneId.of(zone));
        assertThat(window.startOf(now)).isEqualTo(start);
        assertThat(window.endOf(now)).isEqualTo(end);
        assertThat(window.startOf(end)).isEqualTo(end);
        assertThat(window.startOf(now.plusSeconds(window.secondsToEnd(now)))).isEqualTo(end);
    }
}
