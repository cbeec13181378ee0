package dev.drawbridge.ratelimit.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps overrides in memory. Thread-safe. */
public final class MemoryOverrideStore implements OverrideStore {

    private static final Comparator<LimitOverride> ORDER = Comparator.comparing(LimitOverride::limit)
            .thenComparing(override -> override.app().map(AppId::value).orElse(""));

    private final MemoryTable<Key, LimitOverride> overrides;

    public MemoryOverrideStore(MemoryTransactions transactions) {
        this.overrides = transactions.table();
    }

    @Override
    public void set(LimitOverride override) {
        overrides.put(new Key(override.company(), override.app(), override.limit()), override);
    }

    @Override
    public boolean end(CompanyId company, Optional<AppId> app, String limit) {
        return overrides.remove(new Key(company, app, limit));
    }

    @Override
    public List<LimitOverride> of(CompanyId company) {
        return overrides.list(override -> override.company().equals(company)).stream()
                .sorted(ORDER)
                .toList();
    }

    @Override
    public int purge(Instant before, int limit) {
        return overrides.removeIf(
                override ->
                        override.until().map(until -> until.isBefore(before)).orElse(false),
                limit);
    }

    private record Key(CompanyId company, Optional<AppId> app, String limit) {}
}
