package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.BillableStore;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.core.spi.store.BilledUse;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** What hosts bill, in {@code dp_billable}. Thread-safe. */
final class JdbiBillableStore implements BillableStore {

    private static final String INSERT = """
            insert into dp_billable (company_id, use_key, app_id, route, quantity, used_at, expires_at)
            values (:company, :key, :app, :route, :quantity, :now, :expiresAt)""";

    private static final String SUMS = """
            select app_id, route, sum(quantity) as quantity, count(*) as uses from dp_billable
            where company_id = :company and used_at >= :from and used_at < :to
            group by app_id, route order by app_id, route""";

    private static final String LIST = """
            select use_key, app_id, route, quantity, used_at from dp_billable
            where company_id = :company and use_key > :after and used_at >= :from and used_at < :to
            order by use_key fetch first :limit rows only""";

    private static final Purge PURGE = Purge.expired("dp_billable", "company_id, use_key");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiBillableStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean record(BillableUse use, Instant now) {
        return transactions.withHandle(handle -> dialect.insertIfAbsent(
                handle,
                INSERT,
                insert -> insert.bind("company", use.company().value())
                        .bind("key", use.key())
                        .bind("app", use.app().value())
                        .bind("route", use.route())
                        .bind("quantity", use.quantity())
                        .bind("now", now)
                        .bind("expiresAt", now.plus(LIFETIME))));
    }

    @Override
    public List<BilledSum> sums(CompanyId company, Instant from, Instant to) {
        return transactions.withHandle(handle -> bound(handle.createQuery(SUMS), company, from, to)
                .map((row, context) -> new BilledSum(
                        new AppId(row.getString("app_id")),
                        row.getString("route"),
                        row.getLong("quantity"),
                        row.getLong("uses")))
                .list());
    }

    @Override
    public List<BilledUse> list(CompanyId company, Instant from, Instant to, String after, int limit) {
        return transactions.withHandle(handle -> bound(handle.createQuery(LIST), company, from, to)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new BilledUse(
                        new BillableUse(
                                company,
                                row.getString("use_key"),
                                new AppId(row.getString("app_id")),
                                row.getString("route"),
                                row.getLong("quantity")),
                        row.getObject("used_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Query bound(Query query, CompanyId company, Instant from, Instant to) {
        return query.bind("company", company.value()).bind("from", from).bind("to", to);
    }
}
