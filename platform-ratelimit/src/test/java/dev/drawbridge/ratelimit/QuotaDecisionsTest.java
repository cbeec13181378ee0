package dev.drawbridge.ratelimit;

import static dev.drawbridge.ratelimit.LimiterScene.APP;
import static dev.drawbridge.ratelimit.LimiterScene.COMPANY;
import static dev.drawbridge.ratelimit.LimiterScene.OTHER_APP;
import static dev.drawbridge.ratelimit.LimiterScene.OTHER_COMPANY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What quotas make of calls: several of them, per app, with costs and overrides. */
class QuotaDecisionsTest {

    @Nested
    class SeveralQuotas {

        @Test
        @Tag("R-16")
        @DisplayName("a call that one quota refuses takes nothing of the others")
        void allOrNothing() {
            LimiterScene scene = new LimiterScene(Limit.perHour(10), Limit.perDay(3));
            assertThat(scene.admitted(8)).isEqualTo(3);
            assertThat(scene.remaining("hour")).isEqualTo(7);
            assertThat(scene.call().violated()).containsExactly("day");
        }

        @Test
        @Tag("R-17")
        @DisplayName("of several quotas that are used up, the last to end says when to come back")
        void theLastToEndCounts() {
            LimiterScene scene = new LimiterScene(Limit.perHour(3), Limit.perDay(3));
            scene.clock.advance(Duration.ofMinutes(20));
            scene.admitted(3);
            LimitDecision refused = scene.call();
            assertThat(refused.violated()).containsExactly("hour", "day");
            assertThat(refused.retryAfterSeconds()).hasValue(14 * 3_600 + 40 * 60);
            scene.clock.advance(Duration.ofSeconds(refused.retryAfterSeconds().getAsLong()));
            assertThat(scene.call().allowed()).isTrue();
        }

        @Test
        @Tag("R-06")
        @DisplayName(
                "around the end of a window at most twice the quota is admitted, and each window has exactly its own")
        void windowsHaveTheirOwn() {
            LimiterScene scene = new LimiterScene(Limit.perHour(5));
            scene.clock.set(Instant.parse("2026-03-02T09:59:59.999999Z"));
            assertThat(scene.admitted(9)).isEqualTo(5);
            scene.clock.set(Instant.parse("2026-03-02T10:00:00Z"));
            assertThat(scene.admitted(9)).isEqualTo(5);
            scene.clock.set(Instant.parse("2026-03-02T09:59:59.999999Z"));
            assertThat(scene.admitted(9)).isZero();
        }

        @Test
        @Tag("R-25")
        @DisplayName("apps share the quota of their company, and each has its own where the limit is per app")
        void appsAreFair() {
            LimiterScene scene = new LimiterScene(
                    Limit.perHour(5), Limit.perHour(3).named("app").perApp());
            int first = 0;
            int second = 0;
            for (int i = 0; i < 10; i++) {
                first += scene.call(COMPANY, APP).allowed() ? 1 : 0;
            }
            for (int i = 0; i < 10; i++) {
                second += scene.call(COMPANY, OTHER_APP).allowed() ? 1 : 0;
            }
            assertThat(first).isEqualTo(3);
            assertThat(second).isEqualTo(2);
            assertThat(scene.call(COMPANY, APP).violated()).contains("app");
            assertThat(scene.call(COMPANY, OTHER_APP).violated()).containsExactly("hour");
            assertThat(scene.call(OTHER_COMPANY, APP).allowed()).isTrue();
        }
    }

    @Nested
    class Costs {

        @Test
        @Tag("R-14")
        @DisplayName(
                "a call that costs more than a quota is refused immediately, whatever is left, with no time to come back")
        void aboveTheQuota() {
            LimiterScene scene = new LimiterScene(Limit.perHour(5), Limit.perDay(100));
            LimitDecision refused = scene.call(6);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.violated()).containsExactly("hour");
            assertThat(refused.retryAfterSeconds()).isEmpty();
            assertThat(scene.statements).hasValue(0);
            assertThat(scene.call(5).allowed()).isTrue();
        }

        @Test
        @Tag("R-14")
        @DisplayName("what is left is not given to a call that costs more, and is still there for one that costs less")
        void aboveWhatIsLeft() {
            LimiterScene scene = new LimiterScene(Limit.perHour(5));
            assertThat(scene.call(3).allowed()).isTrue();
            LimitDecision refused = scene.call(3);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.retryAfterSeconds()).hasValue(3_600);
            assertThat(scene.call(2).allowed()).isTrue();
        }

        @Test
        @Tag("R-15")
        @DisplayName("a call that costs nothing takes nothing, and is refused all the same when nothing is left")
        void nothing() {
            LimiterScene scene = new LimiterScene(Limit.perHour(2), Limit.burst(1, Duration.ofMinutes(1), 3));
            for (int i = 0; i < 5; i++) {
                LimitDecision peek = scene.call(0);
                assertThat(peek.allowed()).isTrue();
                assertThat(LimiterScene.status(peek, "hour").remaining()).isEqualTo(2);
                assertThat(LimiterScene.status(peek, "burst").remaining()).isEqualTo(3);
            }
            assertThat(scene.admitted(3)).isEqualTo(2);
            assertThat(scene.call(0).violated()).containsExactly("hour");
        }
    }

    @Nested
    class WindowsThatAreUsedUp {

        @Test
        @DisplayName("are refused without asking the counters, until the window ends or the limit rises")
        void areRemembered() {
            LimiterScene scene = new LimiterScene(Limit.perHour(2));
            scene.admitted(3);
            int before = scene.statements.get();
            assertThat(scene.admitted(100)).isZero();
            assertThat(scene.statements).hasValue(before);
            scene.overrides.add(override(Optional.empty(), 3, null));
            assertThat(scene.admitted(100)).isEqualTo(1);
            assertThat(scene.statements).hasValue(before + 1);
            scene.clock.advance(Duration.ofHours(1));
            assertThat(scene.admitted(100)).isEqualTo(3);
        }

        @Test
        @Tag("R-17")
        @DisplayName("what remains of the other quotas never rises in a window, also when a refusal is remembered")
        void neverRise() {
            LimiterScene scene = new LimiterScene(
                    Limit.perHour(50), Limit.perHour(2).named("app").perApp());
            long last = 50;
            for (int i = 0; i < 40; i++) {
                LimitDecision decision = scene.call(COMPANY, new AppId("app_" + i % 4));
                long remaining = LimiterScene.status(decision, "hour").remaining();
                assertThat(remaining).isBetween(0L, last);
                last = remaining;
            }
        }
    }

    @Nested
    class Overrides {

        @Test
        @Tag("R-28")
        @DisplayName("the app's comes before the company's, that before the tier's, whatever their order")
        void precedence() {
            LimiterScene scene = new LimiterScene(Limit.perHour(10), Limit.perDay(100));
            scene.overrides.add(override(Optional.of(APP), 30, null));
            scene.overrides.add(override(Optional.empty(), 20, null));
            assertThat(quota(scene, APP)).isEqualTo(30);
            assertThat(quota(scene, OTHER_APP)).isEqualTo(20);
            scene.overrides.add(0, scene.overrides.remove(1));
            assertThat(quota(scene, APP)).isEqualTo(30);
            assertThat(quota(scene, OTHER_APP)).isEqualTo(20);
            LimitDecision other = scene.call(OTHER_COMPANY, APP);
            assertThat(LimiterScene.status(other, "hour").quota()).isEqualTo(10);
            assertThat(LimiterScene.status(other, "day").quota()).isEqualTo(100);
        }

        @Test
        @Tag("R-28")
        @DisplayName("a temporary boost ends to the second")
        void expiry() {
            LimiterScene scene = new LimiterScene(Limit.perHour(10));
            Instant end = ManualClock.START.plusSeconds(600);
            scene.overrides.add(override(Optional.empty(), 20, end));
            scene.clock.set(end.minusNanos(1_000));
            assertThat(scene.admitted(15)).isEqualTo(15);
            scene.clock.set(end);
            LimitDecision after = scene.call();
            assertThat(after.allowed()).isFalse();
            assertThat(LimiterScene.status(after, "hour")).isEqualTo(new LimitStatus("hour", 10, 3_600, 0, 3_000));
        }

        private long quota(LimiterScene scene, AppId app) {
            return LimiterScene.status(scene.call(COMPANY, app), "hour").quota();
        }
    }

    @Nested
    class Observers {

        @Test
        @DisplayName("hear once that a quota is four fifths used, whatever the costs, and of every refusal")
        void hear() {
            LimiterScene scene = new LimiterScene(Limit.perHour(10), Limit.perDay(1_000));
            scene.call(7);
            assertThat(scene.heard).isEmpty();
            scene.call(2);
            scene.call();
            scene.call();
            scene.call();
            assertThat(scene.heard).containsExactly("approached hour 9/10", "refused hour 10/10", "refused hour 10/10");
        }
    }

    private static LimitOverride override(Optional<AppId> app, long quota, @Nullable Instant until) {
        return new LimitOverride(COMPANY, app, "hour", quota, Optional.ofNullable(until), "test");
    }
}
