package dev.drawbridge.core.internal.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one in-memory store. Every verb joins or opens a transaction of its {@link MemoryTransactions}, so a verb
 * of several steps is atomic when it is wrapped in {@link MemoryTransactions#inTransaction}. Rows keep insertion order; one
 * whose removal is undone goes to the end.
 *
 * <p>Thread-safe.
 *
 * @param <K> key
 * @param <V> row, an immutable value
 */
public final class MemoryTable<K, V> {

    private final MemoryTransactions transactions;
    private final Map<K, V> rows = new LinkedHashMap<>();

    MemoryTable(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Finds a row.
     *
     * @param key its key
     * @return the row
     */
    public Optional<V> find(K key) {
        return transactions.inTransaction(() -> Optional.ofNullable(rows.get(key)));
    }

    /**
     * Lists the rows that match.
     *
     * @param filter which
     * @return the rows in insertion order
     */
    public List<V> list(Predicate<V> filter) {
        return transactions.inTransaction(
                () -> rows.values().stream().filter(filter).toList());
    }

    /**
     * Tells whether some row matches.
     *
     * @param filter which
     * @return true if there is one
     */
    public boolean any(Predicate<V> filter) {
        return transactions.inTransaction(() -> rows.values().stream().anyMatch(filter));
    }

    /**
     * Inserts a row unless its key is taken.
     *
     * @param key its key
     * @param row the row
     * @return true if it was inserted
     */
    public boolean insert(K key, V row) {
        return transactions.inTransaction(() -> {
            if (rows.containsKey(key)) {
                return false;
            }
            put(key, row);
            return true;
        });
    }

    /**
     * Inserts or replaces a row.
     *
     * @param key its key
     * @param row the row
     */
    public void put(K key, V row) {
        transactions.inTransaction(() -> {
            @Nullable V before = rows.put(key, row);
            transactions.onRollback(() -> restore(key, before));
        });
    }

    /**
     * Removes a row.
     *
     * @param key its key
     * @return true if there was one
     */
    public boolean remove(K key) {
        return transactions.inTransaction(() -> {
            @Nullable V before = rows.remove(key);
            if (before == null) {
                return false;
            }
            transactions.onRollback(() -> restore(key, before));
            return true;
        });
    }

    /**
     * Removes the rows that match, at most so many.
     *
     * @param filter which
     * @param limit the most to remove
     * @return how many were removed
     */
    public int removeIf(Predicate<V> filter, int limit) {
        return transactions.inTransaction(() -> {
            Stream<K> doomed = rows.entrySet().stream()
                    .filter(entry -> filter.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .limit(limit);
            List<K> keys = doomed.toList();
            keys.forEach(this::remove);
            return keys.size();
        });
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
