package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.core.spi.store.UsageSum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts in memory, for tests and development: in all grains from the beginning, so nothing is left to fold. Thread-safe. */
public final class MemoryUsageStore implements UsageStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Flushed> ledger;
    private final Map<UsageGrain, MemoryTable<UsageKey, Row>> grains = new EnumMap<>(UsageGrain.class);

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryUsageStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.ledger = transactions.table();
        for (UsageGrain grain : UsageGrain.values()) {
            grains.put(grain, transactions.table());
        }
    }

    @Override
    public boolean add(String node, long sequence, SortedMap<UsageKey, UsageCounts> counts, Instant now) {
        return transactions.inTransaction(() -> {
            long last = ledger.find(node).map(Flushed::sequence).orElse(0L);
            if (sequence <= last) {
                return false;
            }
            ledger.put(node, new Flushed(sequence, now.plus(LEDGER_LIFETIME)));
            grains.forEach((grain, rows) -> counts.forEach((key, added) -> add(rows, key.at(grain), added)));
            return true;
        });
    }

    private static void add(MemoryTable<UsageKey, Row> rows, UsageKey key, UsageCounts added) {
        UsageCounts before = rows.find(key).map(Row::counts).orElse(UsageCounts.ZERO);
        rows.put(key, new Row(key, before.plus(added)));
    }

    @Override
    public List<UsageSum> sums(UsageQuery query) {
        Instant from = query.grain().start(query.from());
        Map<UsageSum, UsageCounts> sums =
                table(query.grain())
                        .list(row -> row.key().app().equals(query.app()) && row.within(from, query.to()))
                        .stream()
                        .collect(Collectors.toMap(row -> labels(row.key(), query), Row::counts, UsageCounts::plus));
        return sums.entrySet().stream()
                .map(sum -> new UsageSum(
                        sum.getKey().start(),
                        sum.getKey().company(),
                        sum.getKey().route(),
                        sum.getValue()))
                .sorted(UsageSum.ORDER)
                .toList();
    }

    private static UsageSum labels(UsageKey key, UsageQuery query) {
        Optional<CompanyId> company =
                Optional.of(key.company()).filter(any -> query.groups().contains(UsageGroup.COMPANY));
        Optional<String> route =
                Optional.of(key.route()).filter(any -> query.groups().contains(UsageGroup.ROUTE));
        return new UsageSum(key.minute(), company, route, UsageCounts.ZERO);
    }

    @Override
    public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
        Instant start = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return table(UsageGrain.DAY).list(row -> apps.contains(row.key().app()) && row.within(start, end)).stream()
                .collect(Collectors.toMap(
                        row -> row.key().app(), row -> row.counts().total(), Long::sum));
    }

    @Override
    public Map<AppId, SortedMap<LocalDate, UsageCounts>> days(Set<AppId> apps, LocalDate from, LocalDate to) {
        Instant start = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<AppId, SortedMap<LocalDate, UsageCounts>> days = new HashMap<>();
        table(UsageGrain.DAY)
                .list(row -> apps.contains(row.key().app()) && row.within(start, end))
                .forEach(row -> days.computeIfAbsent(row.key().app(), app -> new TreeMap<>())
                        .merge(
                                LocalDate.ofInstant(row.key().minute(), ZoneOffset.UTC),
                                row.counts(),
                                UsageCounts::plus));
        return days;
    }

    @Override
    public Map<CompanyId, Long> permits(Instant hour) {
        Instant start = UsageGrain.HOUR.start(hour);
        return table(UsageGrain.HOUR).list(row -> row.key().minute().equals(start)).stream()
                .collect(Collectors.toMap(
                        row -> row.key().company(), row -> row.counts().permits(), Long::sum));
    }

    @Override
    public boolean fold(Instant now) {
        return false;
    }

    @Override
    public int purge(Instant before, int limit) {
        return ledger.removeIf(row -> row.expiresAt().isBefore(before), limit)
                + Arrays.stream(UsageGrain.values())
                        .mapToInt(grain -> purge(grain, before.minus(grain.kept()), limit))
                        .sum();
    }

    private int purge(UsageGrain grain, Instant before, int limit) {
        Instant first = grain.start(before);
        return table(grain).removeIf(row -> row.key().minute().isBefore(first), limit);
    }

    private MemoryTable<UsageKey, Row> table(UsageGrain grain) {
        return Objects.requireNonNull(grains.get(grain));
    }

    private record Flushed(long sequence, Instant expiresAt) {}

    private record Row(UsageKey key, UsageCounts counts) {

        boolean within(Instant from, Instant to) {
            return !key.minute().isBefore(from) && key.minute().isBefore(to);
        }
    }
}
