package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.account.LinkStore;
import dev.drawbridge.core.spi.account.MailLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps links in memory. */
public final class MemoryLinkStore implements LinkStore {

    static final String TABLE = "links";

    private final MemoryTransactions transactions;
    private final MemoryTable<TokenHash, MailLink> rows;

    public MemoryLinkStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table(TABLE);
    }

    @Override
    public void issue(MailLink link, int maxLive) {
        transactions.inTransaction(() -> {
            rows.put(link.hash(), link);
            List<MailLink> live = rows.list(row -> row.status() == MailLink.Status.LIVE
                    && row.kind() == link.kind()
                    && row.source().equals(link.source())
                    && row.developer().equals(link.developer()));
            live.stream()
                    .limit(Math.max(0, live.size() - maxLive))
                    .forEach(old -> rows.put(old.hash(), old.withStatus(MailLink.Status.ENDED)));
        });
    }

    @Override
    public Optional<MailLink> find(TokenHash hash) {
        return rows.find(hash);
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<MailLink> found = rows.find(hash).filter(link -> link.works(now));
            found.ifPresent(link -> rows.put(hash, link.withStatus(MailLink.Status.USED)));
            return found.isPresent();
        });
    }

    @Override
    public void endAll(DeveloperId developer, MailLink.Kind kind) {
        transactions.inTransaction(() -> rows.list(row -> row.status() == MailLink.Status.LIVE
                        && row.kind() == kind
                        && row.developer().equals(developer))
                .forEach(row -> rows.put(row.hash(), row.withStatus(MailLink.Status.ENDED))));
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(link -> link.expiresAt().isBefore(before), limit);
    }
}
