package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** In a map, when documents should be read again. */
public final class MemoryClientDocumentStore implements ClientDocumentStore {

    private final MemoryTable<AppId, Due> rows;

    public MemoryClientDocumentStore(MemoryTransactions transactions) {
        this.rows = transactions.table();
    }

    private record Due(AppId app, Instant at) {}

    @Override
    public void readAgain(AppId app, Instant at) {
        rows.put(app, new Due(app, at));
    }

    @Override
    public List<AppId> due(Instant now, int limit) {
        return rows.list(row -> !row.at().isAfter(now)).stream()
                .sorted(Comparator.comparing(Due::at))
                .limit(limit)
                .map(Due::app)
                .toList();
    }

    @Override
    public void remove(AppId app) {
        rows.remove(app);
    }
}
