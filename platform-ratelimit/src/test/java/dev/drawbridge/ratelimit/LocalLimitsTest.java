package dev.drawbridge.ratelimit;

import static dev.drawbridge.ratelimit.LimiterScene.APP;
import static dev.drawbridge.ratelimit.LimiterScene.COMPANY;
import static dev.drawbridge.ratelimit.LimiterScene.OTHER_APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a node counts for itself: bursts and calls that run at the same time. */
class LocalLimitsTest {

    @Nested
    class Bursts {

        @Test
        @Tag("R-06")
        @DisplayName("of 20 a second with a burst of 20 at most 40 are admitted in any second")
        void areBounded() {
            LimiterScene scene = new LimiterScene(Limit.burst(20, Duration.ofSeconds(1), 20));
            int[] admitted = new int[500];
            for (int tick = 0; tick < admitted.length; tick++) {
                admitted[tick] = scene.admitted(30);
                scene.clock.advance(Duration.ofMillis(10));
            }
            assertThat(admitted[0]).isEqualTo(20);
            for (int second = 0; second + 100 <= admitted.length; second++) {
                int sum = 0;
                for (int tick = second; tick < second + 100; tick++) {
                    sum += admitted[tick];
                }
                assertThat(sum).isLessThanOrEqualTo(40);
            }
        }

        @Test
        @Tag("R-17")
        @DisplayName("after Retry-After the next call is admitted, in 100 of 100 tries at any moment and any rate")
        void endWithRetryAfter() {
            Random random = new Random(9);
            for (int run = 0; run < 100; run++) {
                int permits = 1 + random.nextInt(50);
                LimiterScene scene = new LimiterScene(
                        Limit.burst(permits, Duration.ofMillis(1 + random.nextInt(120_000)), 1 + random.nextInt(40)));
                scene.admitted(50);
                scene.clock.advance(Duration.ofNanos(random.nextInt(1_000_000)));
                scene.admitted(2);
                LimitDecision refused = scene.call();
                if (!refused.allowed()) {
                    long wait = refused.retryAfterSeconds().orElseThrow();
                    assertThat(wait)
                            .isPositive()
                            .isEqualTo(refused.limits().get(0).resetSeconds());
                    scene.clock.advance(Duration.ofSeconds(wait));
                    assertThat(scene.call().allowed()).isTrue();
                }
            }
        }

        @Test
        @DisplayName("follow elapsed time alone, whatever the clock says")
        void followElapsedTime() {
            LimiterScene scene = new LimiterScene(Limit.burst(1, Duration.ofSeconds(10), 2));
            assertThat(scene.admitted(3)).isEqualTo(2);
            scene.clock.set(ManualClock.START.plusSeconds(3_600));
            assertThat(scene.admitted(3)).isZero();
            scene.clock.set(ManualClock.START.minusSeconds(3_600));
            assertThat(scene.admitted(3)).isZero();
            scene.clock.advance(Duration.ofSeconds(10));
            assertThat(scene.admitted(3)).isEqualTo(1);
        }

        @Test
        @Tag("R-01")
        @DisplayName("64 threads get exactly the burst while no time passes")
        void areExact() {
            LimiterScene scene = new LimiterScene(Limit.burst(1, Duration.ofSeconds(1), 1_000));
            int admitted = Race.of(64, thread -> scene.admitted(100)).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(admitted).isEqualTo(1_000);
        }

        @Test
        @Tag("R-14")
        @DisplayName("a call that costs more than the burst is refused with no time to come back")
        void aboveTheBurst() {
            LimiterScene scene = new LimiterScene(Limit.burst(1, Duration.ofSeconds(1), 5));
            assertThat(scene.call(6).retryAfterSeconds()).isEmpty();
            assertThat(scene.call(5).allowed()).isTrue();
            assertThat(scene.call(5).retryAfterSeconds()).hasValue(5);
        }
    }

    @Nested
    class RefusedByAQuota {

        @Test
        @Tag("R-16")
        @DisplayName("a call that a quota refuses leaves bursts and running calls as they were")
        void nothingIsTaken() {
            LimiterScene scene = new LimiterScene(
                    Limit.concurrent(7), Limit.burst(1, Duration.ofHours(1), 9), Limit.perHour(2), Limit.perDay(50));
            assertThat(scene.admitted(2)).isEqualTo(2);
            scene.overrides.add(new LimitOverride(COMPANY, Optional.of(APP), "hour", 3, Optional.empty(), "test"));
            for (int i = 0; i < 30; i++) {
                LimitDecision refused = scene.call(2);
                assertThat(refused.violated()).containsExactly("hour");
            }
            LimitDecision last = scene.call();
            assertThat(last.allowed()).isTrue();
            assertThat(LimiterScene.status(last, "burst").remaining()).isEqualTo(6);
            assertThat(LimiterScene.status(last, "concurrent").remaining()).isEqualTo(4);
        }

        @Test
        @Tag("R-16")
        @DisplayName("a call that the burst refuses does not count as running, and takes nothing of a quota")
        void nothingIsTakenBehindABurst() {
            LimiterScene scene = new LimiterScene(
                    Limit.burst(1, Duration.ofSeconds(1), 2), Limit.concurrent(10), Limit.perHour(100));
            assertThat(scene.admitted(5)).isEqualTo(2);
            scene.clock.advance(Duration.ofSeconds(1));
            LimitDecision next = scene.call();
            assertThat(LimiterScene.status(next, "concurrent").remaining()).isEqualTo(7);
            assertThat(LimiterScene.status(next, "hour").remaining()).isEqualTo(97);
        }
    }

    @Nested
    class RunningCalls {

        @Test
        @Tag("R-26")
        @DisplayName("are at most as many as the limit says, and one that ends makes room for one, once")
        void areBounded() {
            LimiterScene scene = new LimiterScene(Limit.concurrent(2));
            LimitDecision first = scene.call();
            scene.call();
            LimitDecision refused = scene.call();
            assertThat(refused.violated()).containsExactly("concurrent");
            assertThat(refused.retryAfterSeconds()).isEmpty();
            refused.end();
            first.end();
            first.end();
            assertThat(scene.admitted(3)).isEqualTo(1);
        }

        @Test
        @Tag("R-26")
        @DisplayName("never exceed the limit while threads begin and end calls, and all end up free")
        void neverExceed() {
            LimiterScene scene = new LimiterScene(Limit.concurrent(5));
            AtomicInteger running = new AtomicInteger();
            List<Integer> most = Race.of(32, thread -> {
                int seen = 0;
                for (int i = 0; i < 500; i++) {
                    LimitDecision decision = scene.call();
                    if (decision.allowed()) {
                        seen = Math.max(seen, running.incrementAndGet());
                        running.decrementAndGet();
                        decision.end();
                    }
                }
                return seen;
            });
            assertThat(most).allMatch(seen -> seen <= 5).anyMatch(seen -> seen > 0);
            assertThat(scene.admitted(9)).isEqualTo(5);
        }

        @Test
        @Tag("R-25")
        @DisplayName("of each app are bounded where the limit is per app")
        void ofApps() {
            LimiterScene scene = new LimiterScene(Limit.concurrent(1).perApp());
            assertThat(scene.call(COMPANY, APP).allowed()).isTrue();
            assertThat(scene.call(COMPANY, OTHER_APP).allowed()).isTrue();
            assertThat(scene.call(COMPANY, APP).allowed()).isFalse();
        }
    }

    @Nested
    class Shadows {

        @Test
        @Tag("R-27")
        @DisplayName(
                "limits in shadow mode refuse nothing, are told to nobody who calls, and report what they would refuse")
        void neverDeny() {
            LimiterScene scene = new LimiterScene(
                    Limit.perHour(2).shadow(),
                    Limit.burst(1, Duration.ofHours(1), 3).shadow(),
                    Limit.concurrent(4).shadow(),
                    Limit.perDay(5));
            assertThat(scene.call().wouldDeny()).isEmpty();
            scene.admitted(1);
            assertThat(scene.call().wouldDeny()).containsExactly("hour");
            LimitDecision fourth = scene.call();
            assertThat(fourth.allowed()).isTrue();
            assertThat(fourth.wouldDeny()).containsExactly("hour", "burst");
            assertThat(fourth.limits()).extracting(LimitStatus::name).containsExactly("day");
            assertThat(scene.call().wouldDeny()).containsExactly("hour", "burst", "concurrent");
            assertThat(scene.call().violated()).containsExactly("day");
            assertThat(scene.heard)
                    .filteredOn(event -> event.equals("would deny hour"))
                    .hasSize(4);
            assertThat(scene.heard).noneMatch(event -> event.startsWith("refused hour"));
        }
    }
}
