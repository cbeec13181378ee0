package dev.drawbridge.core.account.store;

import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.util.Comparator;
import java.util.List;

/** Keeps requests for mails in memory. */
final class MemoryMailRequestStore implements MailRequestStore {

    private final MemoryTable<String, MailRequest> rows;

    MemoryMailRequestStore(MemoryTransactions transactions) {
        this.rows = transactions.table();
    }

    @Override
    public void insert(MailRequest request) {
        rows.put(request.id(), request);
    }

    @Override
    public List<MailRequest> oldest(int limit) {
        return rows.list(row -> true).stream()
                .sorted(Comparator.comparing(MailRequest::id))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean take(String id) {
        return rows.remove(id);
    }

    @Override
    public int count() {
        return rows.list(row -> true).size();
    }
}
