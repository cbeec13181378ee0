package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.account.GuessStore;
import java.time.Instant;
import java.util.Optional;

/** Counts failed guesses in memory. */
public final class MemoryGuessStore implements GuessStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Row> rows;

    public MemoryGuessStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public Optional<Guesses> find(String key) {
        return rows.find(key).map(Row::guesses);
    }

    @Override
    public boolean replace(String key, int before, Guesses after, Instant expiresAt) {
        return transactions.inTransaction(() -> {
            boolean unchanged = find(key).map(Guesses::failures).orElse(0) == before;
            if (unchanged) {
                rows.put(key, new Row(after, expiresAt));
            }
            return unchanged;
        });
    }

    @Override
    public void clear(String key) {
        rows.remove(key);
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.expiresAt().isBefore(before), limit);
    }

    private record Row(Guesses guesses, Instant expiresAt) {}
}
