package dev.drawbridge.core.internal.share;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers a limited number of things; for a new one the thing that was used longest ago is forgotten. Thread-safe.
 *
 * @param <K> names a thing
 * @param <V> what is remembered
 */
public final class Recent<K, V> {

    private static final float LOAD = 0.75f;
    private static final int FIRST = 16;

    private final int most;
    private final Map<K, V> all = new LinkedHashMap<>(FIRST, LOAD, true);

    /**
     * Makes an empty memory.
     *
     * @param most how many things it holds
     */
    public Recent(int most) {
        this.most = most;
    }

    /**
     * Recalls a thing.
     *
     * @param key names it
     * @return what is remembered, or empty
     */
    public Optional<V> find(K key) {
        synchronized (all) {
            return Optional.ofNullable(all.get(key));
        }
    }

    /**
     * Remembers a thing.
     *
     * @param key names it
     * @param value what to remember
     */
    public void put(K key, V value) {
        synchronized (all) {
            all.put(key, value);
            if (all.size() > most) {
                Iterator<K> oldest = all.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }
}
