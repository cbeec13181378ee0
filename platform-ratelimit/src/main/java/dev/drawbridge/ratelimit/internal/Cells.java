package dev.drawbridge.ratelimit.internal;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * A number for each key. Cells that are as good as new are dropped, a few each time that a key is new, so the map holds little
 * more than what is in use. A cell is retired before it leaves the map: who still holds it sees that and takes another one.
 * Thread-safe, without a lock that keys share.
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
     * @param asNew tells of a value whether a new cell would say the same
     */
    AtomicLong of(Object key, LongPredicate asNew) {
        while (true) {
            AtomicLong cell = cells.get(key);
            if (cell == null) {
                sweep(asNew);
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

    private void sweep(LongPredicate asNew) {
        if (sweeping.compareAndSet(false, true)) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    if (!hand.hasNext()) {
                        hand = cells.entrySet().iterator();
                        return;
                    }
                    retire(hand.next(), asNew);
                }
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void retire(Map.Entry<Object, AtomicLong> entry, LongPredicate asNew) {
        AtomicLong cell = entry.getValue();
        long value = cell.get();
        if (value != RETIRED && asNew.test(value) && cell.compareAndSet(value, RETIRED)) {
            cells.remove(entry.getKey(), cell);
        }
    }
}
