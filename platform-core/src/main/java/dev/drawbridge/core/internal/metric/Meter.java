package dev.drawbridge.core.internal.metric;

import java.time.Duration;
import java.util.Map;

/** Measures one thing. Thread-safe. */
public final class Meter {

    private final Meters meters;
    private final String name;
    private final Map<String, String> tags;

    Meter(Meters meters, String name, Map<String, String> tags) {
        this.meters = meters;
        this.name = name;
        this.tags = tags;
    }

    /** It happened once. */
    public void count() {
        count(1);
    }

    /**
     * It happened.
     *
     * @param amount how many times; nothing is told of 0
     */
    public void count(long amount) {
        if (meters.heard() && amount > 0) {
            meters.tell(host -> host.count(name, tags, amount));
        }
    }

    /**
     * It took a while.
     *
     * @param nanos how long
     */
    public void time(long nanos) {
        if (meters.heard()) {
            meters.tell(host -> host.time(name, tags, Duration.ofNanos(Math.max(0, nanos))));
        }
    }
}
