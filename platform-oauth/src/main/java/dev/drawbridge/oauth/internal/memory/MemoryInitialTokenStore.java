package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.InitialToken;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Initial access tokens in a map. */
public final class MemoryInitialTokenStore implements InitialTokenStore {

    private static final Comparator<InitialToken> NEWEST_FIRST = Comparator.comparing(InitialToken::createdAt)
            .thenComparing(InitialToken::id)
            .reversed();

    private final MemoryTransactions transactions;
    private final MemoryTable<TokenHash, InitialToken> rows;

    public MemoryInitialTokenStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(InitialToken token) {
        if (!rows.insert(token.hash(), token)) {
            throw new IllegalStateException("Two initial access tokens with one hash");
        }
    }

    @Override
    public Optional<InitialToken> find(TokenHash hash) {
        return rows.find(hash);
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<InitialToken> found = rows.find(hash).filter(token -> token.live(now));
            found.ifPresent(token -> rows.put(hash, token.used()));
            return found.isPresent();
        });
    }

    @Override
    public boolean revoke(String id) {
        return rows.removeIf(token -> token.id().equals(id), 1) == 1;
    }

    @Override
    public List<InitialToken> live(Instant now) {
        return rows.list(token -> token.live(now)).stream().sorted(NEWEST_FIRST).toList();
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(token -> token.expiresAt().isBefore(before), limit);
    }
}
