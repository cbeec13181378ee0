package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeBatch;
import dev.drawbridge.core.spi.store.ChangeStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the change feed in memory. A position is the number of the last row read: memory transactions run one at a time, so
 * numbers become visible in their order. Thread-safe.
 */
public final class MemoryChangeStore implements ChangeStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<Long, Row> rows;
    private final AtomicLong last = new AtomicLong();

    /**
     * Makes an empty feed.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryChangeStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void append(Change change) {
        transactions.inTransaction(() -> {
            long number = last.incrementAndGet();
            rows.put(number, new Row(number, change));
        });
    }

    @Override
    public ChangeBatch readSince(String position, Instant now) {
        long from = position.equals(START) ? 0 : Long.parseLong(position);
        return transactions.inTransaction(() -> {
            List<Change> changes = rows
                    .list(row -> row.number > from && row.change.expiresAt().isAfter(now))
                    .stream()
                    .map(Row::change)
                    .toList();
            return new ChangeBatch(String.valueOf(last.get()), changes);
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.change.expiresAt().isBefore(before), limit);
    }

    private record Row(long number, Change change) {}
}
