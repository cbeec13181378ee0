package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signing keys in a map. */
public final class MemorySigningKeyStore implements SigningKeyStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, StoredSigningKey> rows;

    public MemorySigningKeyStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public boolean insert(StoredSigningKey key) {
        return transactions.inTransaction(() -> {
            boolean taken =
                    rows.any(other -> other.algorithm() == key.algorithm() && other.generation() == key.generation());
            return !taken && rows.insert(key.kid(), key);
        });
    }

    @Override
    public List<StoredSigningKey> all() {
        return rows.list(key -> true);
    }

    @Override
    public boolean retire(String kid, Instant publishedUntil) {
        return transactions.inTransaction(() -> {
            Optional<StoredSigningKey> active = rows.find(kid).filter(key -> key.publishedUntil() == null);
            active.ifPresent(key -> rows.put(kid, key.retired(publishedUntil)));
            return active.isPresent();
        });
    }

    @Override
    public boolean delete(String kid) {
        return rows.removeIf(key -> key.kid().equals(kid), 1) == 1;
    }

    @Override
    public int purge(Instant before) {
        return rows.removeIf(key -> !key.published(before), Integer.MAX_VALUE);
    }
}
