package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.testkit.CapturingMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsageDriftTest {

    private final CapturingMetrics metrics = new CapturingMetrics();
    private final GuardedApi api = new GuardedApi(builder -> builder.set(env -> env.metrics(metrics)));

    @Test
    @DisplayName("what the limiter and usage counted of an hour is compared once, when the hour is closed")
    void lostCallsAreSeen() {
        api.call("pro");
        api.call("starter");
        api.test.runJobs();
        assertThat(drifts()).as("before the end of the hour").isEmpty();
        api.call("pro");
        add("co_starter", 5);
        api.test.clock().advance(Duration.ofMinutes(66));
        driftJob();
        assertThat(drifts()).isEqualTo(Map.of("dp.usage.drift{more=limiter}", 1L, "dp.usage.drift{more=usage}", 5L));
        driftJob();
        assertThat(drifts()).containsEntry("dp.usage.drift{more=limiter}", 1L);
    }

    /** Permits that the limiter knows nothing of. */
    private void add(String company, int permits) {
        UsageStore usage = api.test.env().stores().usage();
        UsageKey key = new UsageKey(
                GuardedApi.APP, new CompanyId(company), "x", api.test.clock().instant());
        usage.add("other", 1, new TreeMap<>(Map.of(key, new UsageCounts(permits, 0, 0, 0, 0, permits))), key.minute());
    }

    private void driftJob() {
        api.test.platform().jobs().stream()
                .filter(job -> job.name().equals("usage-drift"))
                .forEach(job -> job.runOnce());
    }

    private Map<String, Long> drifts() {
        Map<String, Long> drifts = new TreeMap<>(metrics.counted());
        drifts.keySet().removeIf(key -> !key.startsWith("dp.usage.drift"));
        return drifts;
    }
}
