package dev.drawbridge.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeJobTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<String> statements = new ArrayList<>();
    private int rows;

    @Test
    void deletesBatchAfterBatchUntilOneIsNotFull() {
        rows = 25;
        PurgeJob.of("p", new TwoTimes(), Duration.ZERO, 10, this::delete).runOnce();
        assertThat(statements).containsExactly("10 before " + NOW, "10 before " + NOW, "5 before " + NOW);
    }

    @Test
    void asksOnceMoreWhenTheLastBatchWasFull() {
        rows = 10;
        PurgeJob.of("p", new TwoTimes(), Duration.ZERO, 10, this::delete).runOnce();
        assertThat(statements).containsExactly("10 before " + NOW, "0 before " + NOW);
    }

    @Test
    void keepsRowsForTheirTimeByTheUnshiftedClock() {
        rows = 1;
        PurgeJob.of("p", new TwoTimes(), Duration.ofDays(7), this::delete).runOnce();
        assertThat(statements).containsExactly("1 before " + NOW.minus(Duration.ofDays(7)));
    }

    @Test
    void endsARunThatNewRowsWouldKeepGoing() {
        rows = Integer.MAX_VALUE;
        PurgeJob.of("p", new TwoTimes(), Duration.ZERO, 10, this::delete).runOnce();
        assertThat(statements).hasSize(1_000);
    }

    private int delete(Instant before, int limit) {
        int deleted = Math.min(rows, limit);
        rows -= deleted;
        statements.add(deleted + " before " + before);
        return deleted;
    }

    /** A node whose product time is a day ahead. */
    private static final class TwoTimes implements PlatformClock {

        @Override
        public Instant instant() {
            return NOW.plus(Duration.ofDays(1));
        }

        @Override
        public Instant coordination() {
            return NOW;
        }
    }
}
