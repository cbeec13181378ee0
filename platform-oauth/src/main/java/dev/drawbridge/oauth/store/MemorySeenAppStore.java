package dev.drawbridge.oauth.store;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.util.Optional;

final class MemorySeenAppStore implements SeenAppStore {

    private final MemoryTable<GrantId, SeenApp> apps;

    MemorySeenAppStore(MemoryTransactions transactions) {
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
}
