package dev.drawbridge.core.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drawbridge.core.spi.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reaches the host's metrics, and what the host's metrics cannot do. */
class MetersTest {

    private final Heard heard = new Heard();

    @Test
    @DisplayName("a meter tells name, tags and amount")
    void tells() {
        Meter meter = new Meters(heard).meter("dp.edge.network", "outcome", "refused");
        meter.count();
        meter.count(3);
        meter.time(1_000);
        assertThat(heard.lines)
                .containsExactly(
                        "dp.edge.network{outcome=refused} 1",
                        "dp.edge.network{outcome=refused} 3",
                        "dp.edge.network{outcome=refused} PT0.000001S");
    }

    @Test
    @DisplayName("what happened no times is not told")
    void tellsNothingOfNothing() {
        new Meters(heard).meter("dp.usage.lost").count(0);
        assertThat(heard.lines).isEmpty();
    }

    @Test
    @DisplayName("a family tells its meters apart up to a bound, so that no value of a host can fill the memory")
    void isBounded() {
        MeterFamily family = new Meters(heard).family("dp.guard.decision", "outcome", "tier");
        for (int i = 0; i <= MeterFamily.MOST; i++) {
            family.count("allow", "TIER" + i);
        }
        family.count("allow", "TIER0");
        assertThat(heard.lines.get(0)).isEqualTo("dp.guard.decision{outcome=allow, tier=TIER0} 1");
        assertThat(heard.lines.get(MeterFamily.MOST)).isEqualTo("dp.guard.decision{outcome=other, tier=other} 1");
        assertThat(heard.lines.get(MeterFamily.MOST + 1)).isEqualTo(heard.lines.get(0));
    }

    @Test
    @DisplayName("a host whose metrics fail harms no request")
    void survivesTheHost() {
        heard.failing = true;
        Meters meters = new Meters(heard);
        assertThatCode(() -> {
                    meters.meter("dp.usage.flush").count();
                    meters.meter("dp.usage.flush").time(1);
                    meters.family("dp.usage.flush", "outcome").count("ok");
                    meters.gauge("dp.usage.waiting", () -> 1);
                })
                .doesNotThrowAnyException();
    }

    /** Writes down what it is told. */
    private static final class Heard implements Metrics {

        private final List<String> lines = new ArrayList<>();
        private boolean failing;

        @Override
        public void count(String name, Map<String, String> tags, long amount) {
            hear(name, tags, Long.toString(amount));
        }

        @Override
        public void time(String name, Map<String, String> tags, Duration elapsed) {
            hear(name, tags, elapsed.toString());
        }

        @Override
        public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
            hear(name, tags, Double.toString(value.getAsDouble()));
        }

        private void hear(String name, Map<String, String> tags, String value) {
            if (failing) {
                throw new IllegalStateException("The test's metrics were told to fail");
            }
            lines.add(name + new TreeMap<>(tags) + " " + value);
        }
    }
}
