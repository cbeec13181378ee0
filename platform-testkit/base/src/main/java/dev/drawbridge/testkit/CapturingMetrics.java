package dev.drawbridge.testkit;

import dev.drawbridge.core.spi.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Keeps measurements for tests. They are found by name and tags, the tags in alphabetical order: {@code
 * dp.guard.decision{outcome=allow,tier=PRO}}. Thread-safe.
 */
public final class CapturingMetrics implements Metrics {

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> times = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    /** Makes one that has nothing. */
    public CapturingMetrics() {}

    @Override
    public void count(String name, Map<String, String> tags, long amount) {
        counts.computeIfAbsent(key(name, tags), key -> new AtomicLong()).addAndGet(amount);
    }

    @Override
    public void time(String name, Map<String, String> tags, Duration elapsed) {
        times.computeIfAbsent(key(name, tags), key -> new AtomicLong()).incrementAndGet();
    }

    @Override
    public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
        gauges.put(key(name, tags), value);
    }

    /**
     * Returns what was counted.
     *
     * @param key name and tags
     * @return 0 if nothing
     */
    public long counted(String key) {
        return counts.getOrDefault(key, new AtomicLong()).get();
    }

    /**
     * Returns all counts.
     *
     * @return by name and tags, in alphabetical order
     */
    public Map<String, Long> counted() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((key, count) -> all.put(key, count.get()));
        return all;
    }

    /**
     * Returns how many times something was timed.
     *
     * @param key name and tags
     * @return 0 if never
     */
    public long timed(String key) {
        return times.getOrDefault(key, new AtomicLong()).get();
    }

    /**
     * Reads a gauge.
     *
     * @param key name and tags
     * @return its value now, {@code NaN} if there is no such gauge
     */
    public double read(String key) {
        return gauges.getOrDefault(key, () -> Double.NaN).getAsDouble();
    }

    private static String key(String name, Map<String, String> tags) {
        return tags.isEmpty() ? name : name + new TreeMap<>(tags).toString().replace(", ", ",");
    }
}
