package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pictures in maps. Thread-safe. */
public final class MemoryLogoStore implements LogoStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<AppId, StoredLogo> logos;
    private final MemoryTable<AppId, Fetch> fetches;

    public MemoryLogoStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.logos = transactions.table();
        this.fetches = transactions.table();
    }

    @Override
    public void put(AppId app, StoredLogo logo) {
        logos.put(app, logo);
    }

    @Override
    public Optional<StoredLogo> of(AppId app) {
        return logos.find(app);
    }

    @Override
    public Optional<StoredLogo> find(String hash) {
        return logos.list(logo -> logo.hash().equals(hash)).stream().findFirst();
    }

    @Override
    public boolean remove(AppId app) {
        return logos.remove(app);
    }

    @Override
    public void fetchLater(Fetch fetch) {
        fetches.put(fetch.app(), fetch);
    }

    @Override
    public void cancelFetch(AppId app) {
        fetches.remove(app);
    }

    @Override
    public void fetched(Fetch fetch) {
        transactions.inTransaction(() -> fetches.find(fetch.app())
                .filter(waiting -> waiting.url().equals(fetch.url()))
                .map(waiting -> fetches.remove(fetch.app())));
    }

    @Override
    public List<Fetch> due(Instant now, int limit) {
        return fetches.list(fetch -> !fetch.dueAt().isAfter(now)).stream()
                .sorted(Comparator.comparing(Fetch::dueAt)
                        .thenComparing(fetch -> fetch.app().value()))
                .limit(limit)
                .toList();
    }
}
