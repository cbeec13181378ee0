package dev.drawbridge.oauth.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** In a map, when documents should be read again. */
final class MemoryClientDocumentStore implements ClientDocumentStore {

    private final MemoryTable<AppId, Due> rows;

    MemoryClientDocumentStore(MemoryTransactions transactions) {
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
