package dev.drawbridge.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueQueueTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final StandingClock clock = new StandingClock();
    private final Reports reports = new Reports();
    private final DueQueue<Row> queue = new DueQueue<>(clock, Duration.ofMinutes(2), Duration.ofMinutes(3), reports);

    @Test
    void reportsNothingAboutWorkThatSucceeds() {
        assertThat(queue.run(List.of(new Row("a", 1, Instant.MAX)), () -> {})).isTrue();
        assertThat(reports.all).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,PT10S", "2,PT30S", "3,PT2M", "4,PT10M", "5,PT1H", "6,PT1H", "60,PT1H"})
    void triesAgainLaterAndLater(int attempts, String pause) {
        assertThat(queue.run(List.of(new Row("a", attempts, Instant.MAX)), DueQueueTest::fail))
                .isFalse();
        assertThat(reports.all).containsExactly("retry a in " + pause);
    }

    @Test
    void givesUpWhatWillNoLongerBeUseful() {
        queue.run(List.of(new Row("a", 1, NOW.plusSeconds(10))), DueQueueTest::fail);
        queue.run(List.of(new Row("b", 1, NOW.plusSeconds(11))), DueQueueTest::fail);
        assertThat(reports.all).containsExactly("give up a", "retry b in PT10S");
    }

    @Test
    void givesUpWhatFailedForGood() {
        queue.run(List.of(new Row("a", 1, Instant.MAX)), () -> {
            throw new IllegalArgumentException("for good");
        });
        assertThat(reports.all).containsExactly("give up a");
    }

    @Test
    void reportsEveryRowOfFailedWork() {
        queue.run(List.of(new Row("a", 1, Instant.MAX), new Row("b", 2, Instant.MAX)), DueQueueTest::fail);
        assertThat(reports.all).containsExactly("retry a in PT10S", "retry b in PT30S");
    }

    @Test
    void keepsClaimsWhileTheWorkLastsAndNoLonger() {
        queue.run(List.of(new Row("a", 1, Instant.MAX)), queue::renewClaims);
        queue.renewClaims();
        assertThat(reports.all).containsExactly("renew a until " + NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void interruptsWorkThatTakesTooLongAndLeavesTheThreadAsItWas() {
        queue.run(List.of(new Row("a", 1, Instant.MAX)), () -> {
            clock.elapsed = Duration.ofMinutes(3).toNanos();
            queue.renewClaims();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(reports.all).isEmpty();
    }

    private static void fail() {
        throw new IllegalStateException("not now");
    }

    private record Row(String id, int attempts, Instant usefulUntil) {}

    private static final class Reports implements DueQueue.Rows<Row> {

        private final List<String> all = new ArrayList<>();

        @Override
        public int attempts(Row row) {
            return row.attempts();
        }

        @Override
        public Instant usefulUntil(Row row) {
            return row.usefulUntil();
        }

        @Override
        public void renew(Row row, Instant claimedUntil) {
            all.add("renew " + row.id() + " until " + claimedUntil);
        }

        @Override
        public boolean isPermanent(Throwable failure) {
            return failure instanceof IllegalArgumentException;
        }

        @Override
        public void retry(Row row, Duration pause, Throwable failure) {
            all.add("retry " + row.id() + " in " + pause);
        }

        @Override
        public void giveUp(Row row, Throwable failure) {
            all.add("give up " + row.id());
        }
    }

    private static final class StandingClock implements PlatformClock {

        private long elapsed;

        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public Instant coordination() {
            return NOW;
        }

        @Override
        public long elapsed() {
            return elapsed;
        }
    }
}
