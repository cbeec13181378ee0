package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import java.time.Instant;
import java.util.Optional;

/** Pushed requests in a map. */
public final class MemoryPushedRequestStore implements PushedRequestStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<TokenHash, PushedRequest> rows;

    public MemoryPushedRequestStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(PushedRequest request) {
        if (!rows.insert(request.hash(), request)) {
            throw new IllegalStateException("Two pushed requests with one hash");
        }
    }

    @Override
    public Optional<PushedRequest> find(TokenHash hash) {
        return rows.find(hash);
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<PushedRequest> unused = rows.find(hash).filter(row -> row.usedAt() == null);
            unused.ifPresent(row -> rows.put(hash, row.used(now)));
            return unused.isPresent();
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.expiresAt().isBefore(before), limit);
    }
}
