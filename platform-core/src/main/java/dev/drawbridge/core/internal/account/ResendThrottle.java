package dev.drawbridge.core.internal.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often a new link may be asked for: one in a minute and three in an hour for each pair of source and address. In the memory of
 * this node and bounded, the oldest forgotten first, because anybody can make up addresses. Thread-safe.
 */
final class ResendThrottle {

    private static final int REMEMBERED = 20_000;
    private static final int PER_HOUR = 3;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<String, List<Instant>> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Counts a request; returns how long to wait if it is one too many. */
    synchronized Optional<Duration> attempt(String key, Instant now) {
        List<Instant> counting = recent.getOrDefault(key, List.of()).stream()
                .filter(now.minus(HOUR)::isBefore)
                .toList();
        Instant free = now;
        if (!counting.isEmpty()) {
            free = counting.get(counting.size() - 1).plus(PAUSE);
        }
        if (counting.size() >= PER_HOUR) {
            Instant hour = counting.get(0).plus(HOUR);
            free = hour.isAfter(free) ? hour : free;
        }
        if (free.isAfter(now)) {
            return Optional.of(Duration.between(now, free));
        }
        recent.put(key, Stream.concat(counting.stream(), Stream.of(now)).toList());
        return Optional.empty();
    }
}
