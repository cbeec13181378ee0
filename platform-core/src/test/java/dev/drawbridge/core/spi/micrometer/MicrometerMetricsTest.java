package dev.drawbridge.core.spi.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a registry of Micrometer has afterwards. */
class MicrometerMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMetrics metrics = new MicrometerMetrics(registry);

    @Test
    @DisplayName("counts add up, apart for each tag")
    void counts() {
        metrics.count("dp.guard.decision", Map.of("outcome", "allow", "tier", "PRO"), 2);
        metrics.count("dp.guard.decision", Map.of("tier", "PRO", "outcome", "allow"), 3);
        metrics.count("dp.guard.decision", Map.of("outcome", "429", "tier", "PRO"), 1);
        assertThat(registry.get("dp.guard.decision")
                        .tag("outcome", "allow")
                        .counter()
                        .count())
                .isEqualTo(5);
        assertThat(registry.get("dp.guard.decision")
                        .tag("outcome", "429")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("times have their number and their sum")
    void times() {
        metrics.time("dp.limiter.statement", Map.of("outcome", "ok"), Duration.ofMillis(3));
        metrics.time("dp.limiter.statement", Map.of("outcome", "ok"), Duration.ofMillis(4));
        assertThat(registry.get("dp.limiter.statement").timer().count()).isEqualTo(2);
        assertThat(registry.get("dp.limiter.statement").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
    }

    @Test
    @DisplayName("a gauge has the value of the moment at which it is read")
    void gauges() {
        AtomicInteger value = new AtomicInteger(1);
        metrics.gauge("dp.usage.waiting", Map.of(), value::get);
        value.set(9);
        assertThat(registry.get("dp.usage.waiting").gauge().value()).isEqualTo(9);
    }
}
