package dev.drawbridge.ratelimit.internal;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how many permits were taken of counters that refused a call. Counters never fall, so what did not fit then does
 * not fit later either, until the window ends or the limit rises; nobody needs to ask the store. Thread-safe and bounded:
 * when it is full, only windows that ended are forgotten, and new ones are not remembered.
 */
final class UsedUp {

    private final int most;
    private final Map<QuotaKey, Known> known = new ConcurrentHashMap<>();
    private volatile long sweptAt = Long.MIN_VALUE;

    UsedUp(int most) {
        this.most = most;
    }

    /** How many permits are taken at least, 0 if nothing is known. */
    long used(QuotaKey key, WindowSpan window) {
        Known found = find(key, window);
        return found == null ? 0 : found.used;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    void remember(QuotaKey key, WindowSpan window, long used, Instant now) {
        if (known.size() >= most && !known.containsKey(key)) {
            sweep(now);
            if (known.size() >= most) {
                return;
            }
        }
        known.merge(key, new Known(window, used), Known::later);
    }

    /** Notes a higher count of a counter that it remembers. */
    void update(QuotaKey key, WindowSpan window, long used) {
        Known found = find(key, window);
        if (found != null && found.used < used) {
            known.computeIfPresent(key, (same, before) -> before.later(new Known(window, used)));
        }
    }

    int size() {
        return known.size();
    }

    private @Nullable Known find(QuotaKey key, WindowSpan window) {
        Known found = known.get(key);
        return found != null && found.window.start().equals(window.start()) ? found : null;
    }

    /** Once a second at most: a sweep that finds nothing is not repeated for every call. */
    private void sweep(Instant now) {
        if (sweptAt != now.getEpochSecond()) {
            sweptAt = now.getEpochSecond();
            known.values().removeIf(entry -> !now.isBefore(entry.window.end()));
        }
    }

    private record Known(WindowSpan window, long used) {

        Known later(Known other) {
            if (window.start().equals(other.window.start())) {
                return used >= other.used ? this : other;
            }
            return window.start().isAfter(other.window.start()) ? this : other;
        }
    }
}
