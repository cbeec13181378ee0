package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.store.AppDay;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * Counts of calls in {@code dp_usage_day}. {@code dp_usage_ledger} holds the last addition of each node, so that a retry adds
 * nothing. Thread-safe.
 */
final class JdbiUsageStore implements UsageStore {

    private static final String CLAIM = """
            update dp_usage_ledger set last_sequence = :sequence, expires_at = :expiresAt
            where node = :node and last_sequence < :sequence""";

    private static final String CLAIM_FIRST = """
            insert into dp_usage_ledger (node, last_sequence, expires_at) values (:node, :sequence, :expiresAt)""";

    private static final String ADD = """
            update dp_usage_day set ok = ok + :ok, client_error = client_error + :clientError,
                denied = denied + :denied, rate_limited = rate_limited + :rateLimited,
                server_error = server_error + :serverError, expires_at = :expiresAt
            where app_id = :app and usage_day = :day""";

    private static final String INSERT_DAY = """
            insert into dp_usage_day
                (app_id, usage_day, ok, client_error, denied, rate_limited, server_error, expires_at)
            values (:app, :day, 0, 0, 0, 0, 0, :expiresAt)""";

    private static final String DAYS = """
            select usage_day, ok, client_error, denied, rate_limited, server_error from dp_usage_day
            where app_id = :app and usage_day between :from and :to""";

    private static final String TOTALS = """
            select app_id, sum(ok + client_error + denied + rate_limited + server_error) as calls from dp_usage_day
            where app_id in (<apps>) and usage_day between :from and :to group by app_id""";

    private static final String TOTAL = """
            select coalesce(sum(ok + client_error + denied + rate_limited + server_error), 0) from dp_usage_day
            where app_id = :app""";

    private static final Purge PURGE_DAYS = Purge.expired("dp_usage_day", "app_id, usage_day");
    private static final Purge PURGE_LEDGER = Purge.expired("dp_usage_ledger", "node");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiUsageStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean add(String node, long sequence, SortedMap<AppDay, UsageCounts> counts, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            if (!claim(handle, node, sequence, now)) {
                return false;
            }
            // In the order of their keys, as on every node: so they wait for each other, but never in a circle.
            counts.forEach((key, added) -> add(handle, key, added, now));
            return true;
        }));
    }

    @Override
    public SortedMap<LocalDate, UsageCounts> days(AppId app, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, UsageCounts> days = new TreeMap<>();
        transactions.useHandle(handle -> handle.createQuery(DAYS)
                .bind("app", app.value())
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> days.put(row.getObject("usage_day", LocalDate.class), counts(row)))
                .list());
        return days;
    }

    @Override
    public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
        Map<AppId, Long> totals = new HashMap<>();
        if (!apps.isEmpty()) {
            transactions.useHandle(handle -> handle.createQuery(TOTALS)
                    .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                    .bind("from", from)
                    .bind("to", to)
                    .map((row, context) -> totals.put(new AppId(row.getString("app_id")), row.getLong("calls")))
                    .list());
        }
        return totals;
    }

    @Override
    public long total(AppId app) {
        return transactions.withHandle(handle -> handle.createQuery(TOTAL)
                .bind("app", app.value())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE_DAYS.run(transactions, before, limit) + PURGE_LEDGER.run(transactions, before, limit);
    }

    private boolean claim(Handle handle, String node, long sequence, Instant now) {
        UnaryOperator<Update> bindings = statement ->
                statement.bind("node", node).bind("sequence", sequence).bind("expiresAt", now.plus(LEDGER_LIFETIME));
        return bindings.apply(handle.createUpdate(CLAIM)).execute() == 1
                || dialect.insertIfAbsent(handle, CLAIM_FIRST, bindings);
    }

    private void add(Handle handle, AppDay key, UsageCounts added, Instant now) {
        Instant expiresAt = now.plus(DAY_LIFETIME);
        if (update(handle, key, added, expiresAt) == 0) {
            dialect.insertIfAbsent(
                    handle, INSERT_DAY, insert -> bindKey(insert, key).bind("expiresAt", expiresAt));
            update(handle, key, added, expiresAt);
        }
    }

    private static int update(Handle handle, AppDay key, UsageCounts added, Instant expiresAt) {
        return bindKey(handle.createUpdate(ADD), key)
                .bind("ok", added.ok())
                .bind("clientError", added.clientError())
                .bind("denied", added.denied())
                .bind("rateLimited", added.rateLimited())
                .bind("serverError", added.serverError())
                .bind("expiresAt", expiresAt)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bindKey(S statement, AppDay key) {
        return statement.bind("app", key.app().value()).bind("day", key.day());
    }

    private static UsageCounts counts(ResultSet row) throws SQLException {
        return new UsageCounts(
                row.getLong("ok"),
                row.getLong("client_error"),
                row.getLong("denied"),
                row.getLong("rate_limited"),
                row.getLong("server_error"));
    }
}
