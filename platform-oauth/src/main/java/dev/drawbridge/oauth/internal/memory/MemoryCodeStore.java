package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.StoredCode;
import java.time.Instant;
import java.util.Optional;

/** Codes in a map. */
public final class MemoryCodeStore implements CodeStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<TokenHash, StoredCode> rows;

    public MemoryCodeStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(StoredCode code) {
        if (!rows.insert(code.hash(), code)) {
            throw new IllegalStateException("Two codes with one hash");
        }
    }

    @Override
    public Optional<StoredCode> find(TokenHash hash) {
        return rows.find(hash);
    }

    @Override
    public boolean consume(TokenHash hash, FamilyId family, int maxWrongVerifiers, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<StoredCode> usable = rows.find(hash)
                    .filter(code -> code.family() == null
                            && code.wrongVerifiers() < maxWrongVerifiers
                            && now.isBefore(code.expiresAt()));
            usable.ifPresent(code -> rows.put(hash, code.redeemed(family)));
            return usable.isPresent();
        });
    }

    @Override
    public void countWrongVerifier(TokenHash hash) {
        transactions.inTransaction(() -> rows.find(hash).ifPresent(code -> rows.put(hash, code.withWrongVerifier())));
    }

    @Override
    public void deleteUnused(GrantId grant) {
        rows.removeIf(code -> code.family() == null && code.grant().grant().equals(grant), Integer.MAX_VALUE);
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(code -> code.expiresAt().isBefore(before), limit);
    }
}
