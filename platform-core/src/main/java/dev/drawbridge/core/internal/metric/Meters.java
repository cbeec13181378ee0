package dev.drawbridge.core.internal.metric;

import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.Metrics;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands measurements to the host and survives whatever the host does with them. Parts take their meters when they are built,
 * so that measuring makes nothing new. Thread-safe.
 */
public final class Meters {

    /** Nobody listens. */
    public static final Meters SILENT = new Meters(Metrics.NONE);

    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);

    private final Metrics metrics;
    private final boolean heard;
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * Makes meters.
     *
     * @param metrics of the host, or {@link Metrics#NONE}
     */
    public Meters(Metrics metrics) {
        this.metrics = metrics;
        this.heard = metrics != Metrics.NONE;
    }

    /**
     * Makes a meter without tags.
     *
     * @param name what it measures
     * @return the meter
     */
    public Meter meter(String name) {
        return new Meter(this, name, Map.of());
    }

    /**
     * Makes a meter with one tag.
     *
     * @param name what it measures
     * @param tag name of the tag
     * @param value its value
     * @return the meter
     */
    public Meter meter(String name, String tag, String value) {
        return new Meter(this, name, Map.of(tag, value));
    }

    /**
     * Makes meters of one name whose tags have values that only the calls know.
     *
     * @param name what they measure
     * @param tags the names of their tags
     * @return the meters
     */
    public MeterFamily family(String name, String... tags) {
        return new MeterFamily(this, name, tags);
    }

    /**
     * Offers a value that may be read at any time.
     *
     * @param name what the value is of
     * @param value returns it
     */
    public void gauge(String name, DoubleSupplier value) {
        tell(host -> host.gauge(name, Map.of(), value));
    }

    boolean heard() {
        return heard;
    }

    void tell(Consumer<Metrics> message) {
        if (heard) {
            try {
                message.accept(metrics);
            } catch (RuntimeException e) {
                failures.log(others -> LOG.warn("The host's metrics failed, {} times before", others, e));
            }
        }
    }
}
