package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.store.AppDay;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts in memory, for tests and development. Thread-safe. */
public final class MemoryUsageStore implements UsageStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Flushed> ledger;
    private final MemoryTable<AppDay, Row> days;

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryUsageStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.ledger = transactions.table();
        this.days = transactions.table();
    }

    @Override
    public boolean add(String node, long sequence, SortedMap<AppDay, UsageCounts> counts, Instant now) {
        return transactions.inTransaction(() -> {
            long last = ledger.find(node).map(Flushed::sequence).orElse(0L);
            if (sequence <= last) {
                return false;
            }
            ledger.put(node, new Flushed(sequence, now.plus(LEDGER_LIFETIME)));
            counts.forEach((key, added) -> {
                UsageCounts before = days.find(key).map(Row::counts).orElse(UsageCounts.ZERO);
                days.put(key, new Row(key, before.plus(added), now.plus(DAY_LIFETIME)));
            });
            return true;
        });
    }

    @Override
    public SortedMap<LocalDate, UsageCounts> days(AppId app, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, UsageCounts> found = new TreeMap<>();
        for (Row row : days.list(row -> row.key().app().equals(app))) {
            LocalDate day = row.key().day();
            if (!day.isBefore(from) && !day.isAfter(to)) {
                found.put(day, row.counts());
            }
        }
        return found;
    }

    @Override
    public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
        Map<AppId, Long> totals = new HashMap<>();
        for (AppId app : apps) {
            SortedMap<LocalDate, UsageCounts> found = days(app, from, to);
            if (!found.isEmpty()) {
                totals.put(
                        app,
                        found.values().stream().mapToLong(UsageCounts::total).sum());
            }
        }
        return totals;
    }

    @Override
    public long total(AppId app) {
        return days.list(row -> row.key().app().equals(app)).stream()
                .mapToLong(row -> row.counts().total())
                .sum();
    }

    @Override
    public int purge(Instant before, int limit) {
        return ledger.removeIf(row -> row.expiresAt().isBefore(before), limit)
                + days.removeIf(row -> row.expiresAt().isBefore(before), limit);
    }

    private record Flushed(long sequence, Instant expiresAt) {}

    private record Row(AppDay key, UsageCounts counts, Instant expiresAt) {}
}
