package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.core.spi.store.UsageSum;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.UsageRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Usage in {@code dp_usage_minute}, folded by {@link UsageFold} and read by {@link UsageReads}. Thread-safe. */
final class JdbiUsageStore implements UsageStore {

    private static final String CLAIM = """
            update dp_usage_ledger set last_sequence = :sequence, expires_at = :expiresAt
            where node = :node and last_sequence < :sequence""";

    private static final String CLAIM_FIRST = """
            insert into dp_usage_ledger (node, last_sequence, expires_at) values (:node, :sequence, :expiresAt)""";

    // What is not folded yet stays. Rows that somebody adds to now are left for the next time.
    private static final String PURGE = """
            delete from <table> where (app_id, period, company_id, route) in (
                select app_id, period, company_id, route from <table> where period < :end and period < <folded>
                fetch first :limit rows only<skipLocked>)""";

    private static final Purge PURGE_LEDGER = Purge.expired("dp_usage_ledger", "node");

    private final JdbiTransactions transactions;
    private final Dialect dialect;
    private final UsageFold fold;

    JdbiUsageStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.fold = new UsageFold(dialect);
    }

    @Override
    public boolean add(String node, long sequence, SortedMap<UsageKey, UsageCounts> counts, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            if (!claim(handle, node, sequence, now)) {
                return false;
            }
            UsageFold.State folded = fold.hold(handle);
            // In the order of their keys, as on every node: so they wait for each other, but never in a circle.
            dialect.usageTables().add(handle, "dp_usage_minute", rows(counts, UsageGrain.MINUTE, any -> true));
            List<UsageRow> hours = rows(counts, UsageGrain.HOUR, hour -> hour < folded.hours());
            dialect.usageTables().add(handle, "dp_usage_hour", hours);
            List<UsageRow> days = rows(counts, UsageGrain.DAY, day -> day < folded.days());
            dialect.usageTables().add(handle, "dp_usage_day", days);
            dialect.usageTables().add(handle, "dp_usage_app_day", sumsOfApps(days));
            return true;
        }));
    }

    @Override
    public List<UsageSum> sums(UsageQuery query) {
        UsageGrain grain = query.grain();
        // The last period begins before the end.
        long end = grain.number(query.to().minusNanos(1)) + 1;
        return transactions.withHandle(handle -> handle
                .createQuery(UsageReads.sums(grain, query.groups()))
                .bindList("apps", List.of(query.app().value()))
                .bind("from", grain.number(query.from()))
                .bind("to", end)
                .map((row, context) -> new UsageSum(
                        grain.start(row.getLong("period")),
                        Optional.of(row.getString("company_id"))
                                .filter(id -> !id.isEmpty())
                                .map(CompanyId::new),
                        Optional.of(row.getString("route")).filter(route -> !route.isEmpty()),
                        counts(row)))
                .stream()
                .sorted(UsageSum.ORDER)
                .toList());
    }

    @Override
    public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
        Map<AppId, Long> totals = new HashMap<>();
        if (!apps.isEmpty()) {
            transactions.useHandle(handle -> handle.createQuery(UsageReads.totals())
                    .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                    .bind("from", from.toEpochDay())
                    .bind("to", to.toEpochDay() + 1)
                    .map((row, context) -> totals.put(new AppId(row.getString("app_id")), row.getLong("calls")))
                    .list());
        }
        return totals;
    }

    @Override
    public Map<AppId, SortedMap<LocalDate, UsageCounts>> days(Set<AppId> apps, LocalDate from, LocalDate to) {
        Map<AppId, SortedMap<LocalDate, UsageCounts>> days = new HashMap<>();
        if (!apps.isEmpty()) {
            transactions.useHandle(handle -> handle.createQuery(UsageReads.days())
                    .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                    .bind("from", from.toEpochDay())
                    .bind("to", to.toEpochDay() + 1)
                    .map((row, context) -> days.computeIfAbsent(
                                    new AppId(row.getString("app_id")), app -> new TreeMap<>())
                            .put(LocalDate.ofEpochDay(row.getLong("period")), counts(row)))
                    .list());
        }
        return days;
    }

    @Override
    public Map<CompanyId, Long> permits(Instant hour) {
        Map<CompanyId, Long> permits = new HashMap<>();
        transactions.useHandle(handle -> handle.createQuery(UsageReads.permits())
                .bind("hour", UsageGrain.HOUR.number(hour))
                .map((row, context) -> permits.put(new CompanyId(row.getString("company_id")), row.getLong("permits")))
                .list());
        return permits;
    }

    @Override
    public boolean fold(Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> fold.next(handle, now)));
    }

    @Override
    public int purge(Instant before, int limit) {
        return purge(
                        "dp_usage_minute",
                        UsageGrain.MINUTE,
                        "60 * (select max(hours) from dp_usage_folded)",
                        before,
                        limit)
                + purge("dp_usage_hour", UsageGrain.HOUR, "24 * (select max(days) from dp_usage_folded)", before, limit)
                + purge("dp_usage_day", UsageGrain.DAY, ":end", before, limit)
                + purge("dp_usage_app_day", UsageGrain.DAY, ":end", before, limit)
                + PURGE_LEDGER.run(transactions, before, limit);
    }

    private int purge(String table, UsageGrain grain, String folded, Instant before, int limit) {
        return transactions.change(
                PURGE,
                delete -> delete.define("table", table)
                        .define("folded", folded)
                        .define("skipLocked", dialect.usageTables().skipLocked())
                        .bind("end", grain.number(before.minus(grain.kept())))
                        .bind("limit", limit));
    }

    private boolean claim(Handle handle, String node, long sequence, Instant now) {
        UnaryOperator<Update> bindings = statement ->
                statement.bind("node", node).bind("sequence", sequence).bind("expiresAt", now.plus(LEDGER_LIFETIME));
        return bindings.apply(handle.createUpdate(CLAIM)).execute() == 1
                || dialect.insertIfAbsent(handle, CLAIM_FIRST, bindings);
    }

    private static List<UsageRow> rows(
            SortedMap<UsageKey, UsageCounts> counts, UsageGrain grain, Predicate<Long> periods) {
        SortedMap<UsageKey, UsageCounts> sums = new TreeMap<>();
        counts.forEach((key, added) -> sums.merge(key.at(grain), added, UsageCounts::plus));
        List<UsageRow> rows = new ArrayList<>();
        sums.forEach((key, sum) -> {
            long period = grain.number(key.minute());
            if (periods.test(period)) {
                rows.add(new UsageRow(key.app().value(), period, key.company().value(), key.route(), sum));
            }
        });
        return rows;
    }

    private static List<UsageRow> sumsOfApps(List<UsageRow> days) {
        Map<String, SortedMap<Long, UsageCounts>> sums = new TreeMap<>();
        days.forEach(row -> sums.computeIfAbsent(row.app(), app -> new TreeMap<>())
                .merge(row.period(), row.counts(), UsageCounts::plus));
        List<UsageRow> rows = new ArrayList<>();
        sums.forEach((app, periods) -> periods.forEach((day, sum) -> rows.add(new UsageRow(app, day, "", "", sum))));
        return rows;
    }

    private static UsageCounts counts(ResultSet row) throws SQLException {
        return new UsageCounts(
                row.getLong("ok"),
                row.getLong("client_error"),
                row.getLong("denied"),
                row.getLong("rate_limited"),
                row.getLong("server_error"),
                row.getLong("permits"));
    }
}
