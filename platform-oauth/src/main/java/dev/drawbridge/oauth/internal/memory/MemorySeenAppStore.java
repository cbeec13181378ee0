package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.oauth.spi.SeenAppStore;
import java.util.Collection;
import java.util.Optional;

public final class MemorySeenAppStore implements SeenAppStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<GrantId, SeenApp> apps;

    public MemorySeenAppStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.apps = transactions.table();
    }

    @Override
    public void put(GrantId grant, SeenApp app) {
        apps.put(grant, app);
    }

    @Override
    public Optional<SeenApp> find(GrantId grant) {
        return apps.find(grant);
    }

    @Override
    public int removeAll(Collection<GrantId> grants) {
        return transactions.inTransaction(
                () -> Math.toIntExact(grants.stream().filter(apps::remove).count()));
    }
}
