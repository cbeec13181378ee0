package dev.drawbridge.core.internal.cache;

import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what the host returned. A value that was asked for before a drop is never remembered after it: it may be the old
 * one. Thread-safe; the host is asked without any lock held.
 */
final class HostCache<K, V> {

    /** How long a value is taken as it is. */
    static final Duration FRESH = Duration.ofSeconds(60);

    /** After a failure the host is left alone for so long, as far as an older value serves. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MAX_ENTRIES = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger(HostCache.class);

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong drops = new AtomicLong();
    private final OnceInAWhile failures = new OnceInAWhile();
    private final PlatformClock clock;
    private final Function<K, V> host;
    private final Duration usable;

    /**
     * Makes an empty cache.
     *
     * @param clock judges age
     * @param host returns the value
     * @param usable the greatest age of a value that serves while the host fails; zero = none
     */
    HostCache(PlatformClock clock, Function<K, V> host, Duration usable) {
        this.clock = clock;
        this.host = host;
        this.usable = usable;
    }

    V get(K key) {
        Instant now = clock.instant();
        Entry<V> known = entries.get(key);
        if (known != null && now.isBefore(known.refreshAt())) {
            return known.value();
        }
        long dropsBefore = drops.get();
        try {
            V value = host.apply(key);
            remember(key, new Entry<>(value, now, now.plus(FRESH)), dropsBefore);
            return value;
        } catch (RuntimeException e) {
            failures.log(others ->
                    LOG.warn("The host does not respond, {} times before; it is asked again on demand", others, e));
            return olderValue(key, known, now, dropsBefore);
        }
    }

    void drop(Predicate<K> which) {
        drops.incrementAndGet();
        entries.keySet().removeIf(which);
    }

    private V olderValue(K key, @Nullable Entry<V> known, Instant now, long dropsBefore) {
        Instant end = known == null ? now : known.readAt().plus(usable);
        if (known == null || !now.isBefore(end)) {
            throw new HostUnavailableException();
        }
        Instant pause = now.plus(PAUSE);
        remember(key, new Entry<>(known.value(), known.readAt(), pause.isBefore(end) ? pause : end), dropsBefore);
        return known.value();
    }

    private void remember(K key, Entry<V> entry, long dropsBefore) {
        if (entries.size() >= MAX_ENTRIES) {
            entries.clear();
        }
        entries.put(key, entry);
        if (drops.get() != dropsBefore) {
            // A drop came while the host was asked; its key is not known any more.
            entries.remove(key, entry);
        }
    }

    private record Entry<V>(V value, Instant readAt, Instant refreshAt) {}
}
