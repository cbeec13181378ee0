package dev.drawbridge.core.spi.micrometer;

import dev.drawbridge.core.spi.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Keeps measurements in a registry of Micrometer: counters, timers and gauges of the same names and tags. Thread-safe. */
public final class MicrometerMetrics implements Metrics {

    private final MeterRegistry registry;

    /**
     * Makes one.
     *
     * @param registry of the host, which closes it
     */
    public MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(String name, Map<String, String> tags, long amount) {
        registry.counter(name, tagsOf(tags)).increment(amount);
    }

    @Override
    public void time(String name, Map<String, String> tags, Duration elapsed) {
        registry.timer(name, tagsOf(tags)).record(elapsed);
    }

    @Override
    public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .tags(tagsOf(tags))
                .strongReference(true)
                .register(registry);
    }

    private static Tags tagsOf(Map<String, String> tags) {
        List<Tag> list = tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        return Tags.of(list);
    }
}
