package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import java.util.Comparator;
import java.util.List;

/** Keeps requests for mails in memory. */
public final class MemoryMailRequestStore implements MailRequestStore {

    private final MemoryTable<String, MailRequest> rows;

    public MemoryMailRequestStore(MemoryTransactions transactions) {
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
