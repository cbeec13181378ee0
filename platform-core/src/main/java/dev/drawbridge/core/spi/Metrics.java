package dev.drawbridge.core.spi;

import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Takes the platform's measurements, for the host's monitoring. Implementations are thread-safe and quick: the methods run on
 * the threads of requests. What they throw is logged and goes no further.
 *
 * <p>Names begin with {@code dp.}, parts are separated by dots. Tags have few values each: never a company, an app, a user or
 * an address. {@code spi.micrometer} has an implementation for Micrometer.
 */
public interface Metrics {

    /** Takes nothing; the default. Then counting costs a look at one field. */
    Metrics NONE = new Metrics() {

        @Override
        public void count(String name, Map<String, String> tags, long amount) {}

        @Override
        public void time(String name, Map<String, String> tags, Duration elapsed) {}

        @Override
        public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {}
    };

    /**
     * Counts something that happened.
     *
     * @param name what, for example {@code dp.guard.decision}
     * @param tags of which kind
     * @param amount how many times, at least 1
     */
    void count(String name, Map<String, String> tags, long amount);

    /**
     * Notes how long something took.
     *
     * @param name what
     * @param tags of which kind
     * @param elapsed how long, never negative
     */
    void time(String name, Map<String, String> tags, Duration elapsed);

    /**
     * Learns of a value that may be read at any time. Called while the platform is built, once for each.
     *
     * @param name what the value is of
     * @param tags of which kind
     * @param value returns the value now; quick, from any thread; {@code NaN} if nobody knows
     */
    void gauge(String name, Map<String, String> tags, DoubleSupplier value);
}
