package dev.drawbridge.core.internal.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Meters of one name, told apart by the values of their tags. Beyond {@value #MOST}, further ones are one. Thread-safe. */
public final class MeterFamily {

    /** How many meters are told apart. */
    static final int MOST = 500;

    /** What each tag of a further one says. */
    static final String OTHER = "other";

    private final Meters meters;
    private final String name;
    private final List<String> tags;
    private final Meter other;
    private final Map<List<String>, Meter> known = new ConcurrentHashMap<>();

    MeterFamily(Meters meters, String name, String... tags) {
        this.meters = meters;
        this.name = name;
        this.tags = List.of(tags);
        String[] others = new String[tags.length];
        Arrays.fill(others, OTHER);
        this.other = new Meter(meters, name, tagged(List.of(others)));
    }

    /**
     * It happened once.
     *
     * @param value of the one tag
     */
    public void count(String value) {
        if (meters.heard()) {
            meter(List.of(value)).count();
        }
    }

    /**
     * It happened once.
     *
     * @param first value of the first tag
     * @param second value of the second tag
     */
    public void count(String first, String second) {
        if (meters.heard()) {
            meter(List.of(first, second)).count();
        }
    }

    private Meter meter(List<String> values) {
        Meter meter = known.get(values);
        if (meter != null) {
            return meter;
        }
        return known.size() < MOST
                ? known.computeIfAbsent(values, missing -> new Meter(meters, name, tagged(missing)))
                : other;
    }

    private Map<String, String> tagged(List<String> values) {
        Map<String, String> tagged = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            tagged.put(tags.get(i), values.get(i));
        }
        return Map.copyOf(tagged);
    }
}
