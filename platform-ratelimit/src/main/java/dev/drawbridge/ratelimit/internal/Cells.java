package dev.drawbridge.ratelimit.internal;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each key, 0 for a new one. Cells that say no more than a new one are dropped, a few each time that a key is new,
 * so the map holds little more than what is in use. A cell is retired before it leaves the map: who still holds it sees that
 * and takes another one. Thread-safe, without a lock that keys share.
 */
final class Cells {

    /** The value of a cell that leaves the map; nobody changes it any more. */
    static final long RETIRED = Long.MIN_VALUE;

    /** Two go for one that comes, so the map shrinks even while keys keep coming. */
    private static final int STEPS = 2;

    private final Map<Object, AtomicLong> cells = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private Iterator<Map.Entry<Object, AtomicLong>> hand = cells.entrySet().iterator();

    /**
     * Returns the cell of a key, 0 if it is new.
     *
     * @param spent cells with this value, or a lower one, may be dropped
     */
    AtomicLong of(Object key, long spent) {
        while (true) {
            AtomicLong cell = cells.get(key);
            if (cell == null) {
                sweep(spent);
                cell = cells.computeIfAbsent(key, same -> new AtomicLong());
            }
            if (cell.get() != RETIRED) {
                return cell;
            }
            cells.remove(key, cell);
        }
    }

    int size() {
        return cells.size();
    }

    private void sweep(long spent) {
        if (sweeping.compareAndSet(false, true)) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    if (!hand.hasNext()) {
                        hand = cells.entrySet().iterator();
                        return;
                    }
                    retire(hand.next(), spent);
                }
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void retire(Map.Entry<Object, AtomicLong> entry, long spent) {
        AtomicLong cell = entry.getValue();
        long value = cell.get();
        if (value != RETIRED && value <= spent && cell.compareAndSet(value, RETIRED)) {
            cells.remove(entry.getKey(), cell);
        }
    }
}
