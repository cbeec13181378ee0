package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import java.time.Instant;
import java.util.Optional;

public final class MemoryInteractionStore implements InteractionStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Interaction> rows;

    public MemoryInteractionStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(Interaction interaction) {
        if (!rows.insert(interaction.id(), interaction)) {
            throw new IllegalStateException("The interaction id is taken");
        }
    }

    @Override
    public Optional<Interaction> find(String id) {
        return rows.find(id);
    }

    @Override
    public boolean choose(String id, UserId user, CompanyId company, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<Interaction> open = open(id, now);
            open.ifPresent(row -> rows.put(id, row.choosing(user, company)));
            return open.isPresent();
        });
    }

    @Override
    public boolean consume(String id, UserId user, CompanyId company, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<Interaction> open = open(id, now).filter(row -> row.chosenBy(user, company));
            open.ifPresent(row -> rows.put(id, row.consumedAt(now)));
            return open.isPresent();
        });
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.expiresAt().isBefore(before), limit);
    }

    private Optional<Interaction> open(String id, Instant now) {
        return rows.find(id).filter(row -> !row.consumed() && !row.expired(now));
    }
}
