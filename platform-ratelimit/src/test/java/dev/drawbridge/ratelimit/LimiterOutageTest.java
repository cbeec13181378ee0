package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimiterOutageTest {

    @Test
    @Tag("R-18")
    @DisplayName(
            "by default a quota admits no call while its counters are unavailable, and gives back what bursts took")
    void isClosed() {
        LimiterScene scene = new LimiterScene(Limit.perHour(10), Limit.burst(4, Duration.ofSeconds(1), 4));
        scene.down.set(true);
        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(scene::call).isInstanceOf(StoreUnavailableException.class);
        }
        assertThatThrownBy(() -> scene.call(0)).isInstanceOf(StoreUnavailableException.class);

        recover(scene);
        assertThat(scene.call().allowed()).isTrue();
        assertThat(scene.remaining("hour")).isEqualTo(9);
    }

    @Test
    @Tag("R-18")
    @DisplayName("an open quota admits every call, and counts them once when its counters respond again")
    void isOpen() {
        LimiterScene scene = new LimiterScene(Limit.perHour(10).onOutage(OutageMode.OPEN));
        assertThat(scene.admitted(3)).isEqualTo(3);
        scene.down.set(true);
        assertThat(scene.admitted(4)).isEqualTo(4);
        assertThat(scene.call().degraded()).isTrue();
        assertThat(scene.call(0)).matches(LimitDecision::allowed).matches(LimitDecision::degraded);

        recover(scene);
        scene.counter.job().runOnce();
        scene.counter.job().runOnce();
        assertThat(scene.remaining("hour")).isEqualTo(10 - 3 - 5);
        assertThat(scene.call().degraded()).isFalse();
    }

    @Test
    @Tag("R-18")
    @DisplayName("a shared quota admits this node's share of it, remembers no refusal and tells nobody of its end")
    void isShared() {
        LimiterScene scene = new LimiterScene(Limit.perHour(10).onOutage(OutageMode.LOCAL_SHARE));
        scene.down.set(true);
        assertThat(scene.admitted(20)).isEqualTo(10 / LimiterScene.NODES);
        LimitDecision refused = scene.call();
        assertThat(refused.violated()).containsExactly("hour");
        assertThat(refused.degraded()).isTrue();
        assertThat(LimiterScene.status(refused, "hour").remaining()).isZero();
        assertThat(refused.retryAfterSeconds()).hasValue(3_600);
        assertThat(scene.heard).isEmpty();

        recover(scene);
        assertThat(scene.admitted(20)).isEqualTo(10 - 10 / LimiterScene.NODES);
    }

    @Test
    @Tag("R-18")
    @DisplayName("of several quotas the strictest decides; one that only counts keeps no call out")
    void followsTheStrictest() {
        LimiterScene closed = new LimiterScene(
                Limit.perHour(10).onOutage(OutageMode.OPEN), Limit.perDay(10).onOutage(OutageMode.CLOSED));
        closed.down.set(true);
        assertThatThrownBy(closed::call).isInstanceOf(StoreUnavailableException.class);

        LimiterScene shared = new LimiterScene(
                Limit.perHour(10).onOutage(OutageMode.OPEN),
                Limit.perDay(4).onOutage(OutageMode.LOCAL_SHARE),
                Limit.perMonth(1).shadow());
        shared.down.set(true);
        assertThat(shared.admitted(5)).isEqualTo(2);
        assertThat(shared.call().wouldDeny()).isEmpty();

        LimiterScene counting = new LimiterScene(Limit.perHour(1).shadow());
        counting.down.set(true);
        assertThat(counting.admitted(3)).isEqualTo(3);
    }

    @Test
    @DisplayName("limits that each node counts for itself have no outage mode")
    void isOfQuotasAlone() {
        assertThatThrownBy(() -> Policies.builder()
                        .tier("PRO", Limit.concurrent(3).onOutage(OutageMode.OPEN))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("outage mode");
    }

    private static void recover(LimiterScene scene) {
        scene.down.set(false);
        // Past the pause in which no call tries.
        scene.clock.advance(Duration.ofSeconds(2));
    }
}
