package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.BillableStore;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.core.spi.store.BilledUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps what hosts bill in memory, for tests and development. Thread-safe. */
public final class MemoryBillableStore implements BillableStore {

    private static final Comparator<BilledSum> ORDER =
            Comparator.comparing((BilledSum sum) -> sum.app().value()).thenComparing(BilledSum::route);

    private final MemoryTable<Key, BilledUse> uses;

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryBillableStore(MemoryTransactions transactions) {
        this.uses = transactions.table();
    }

    @Override
    public boolean record(BillableUse use, Instant now) {
        return uses.insert(new Key(use.company(), use.key()), new BilledUse(use, now));
    }

    @Override
    public List<BilledSum> sums(CompanyId company, Instant from, Instant to) {
        Map<Label, List<BilledUse>> groups = within(company, from, to).stream()
                .collect(Collectors.groupingBy(
                        billed -> new Label(billed.use().app(), billed.use().route())));
        return groups.entrySet().stream()
                .map(group -> sum(group.getKey(), group.getValue()))
                .sorted(ORDER)
                .toList();
    }

    @Override
    public List<BilledUse> list(CompanyId company, Instant from, Instant to, String after, int limit) {
        return within(company, from, to).stream()
                .filter(billed -> billed.use().key().compareTo(after) > 0)
                .sorted(Comparator.comparing(billed -> billed.use().key()))
                .limit(limit)
                .toList();
    }

    @Override
    public int purge(Instant before, int limit) {
        return uses.removeIf(billed -> billed.at().plus(LIFETIME).isBefore(before), limit);
    }

    private List<BilledUse> within(CompanyId company, Instant from, Instant to) {
        return uses.list(billed -> billed.use().company().equals(company)
                && !billed.at().isBefore(from)
                && billed.at().isBefore(to));
    }

    private static BilledSum sum(Label label, List<BilledUse> uses) {
        long quantity =
                uses.stream().mapToLong(billed -> billed.use().quantity()).sum();
        return new BilledSum(label.app(), label.route(), quantity, uses.size());
    }

    private record Key(CompanyId company, String key) {}

    private record Label(AppId app, String route) {}
}
