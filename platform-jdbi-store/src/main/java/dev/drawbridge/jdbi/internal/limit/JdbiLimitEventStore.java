package dev.drawbridge.jdbi.internal.limit;

import static dev.drawbridge.jdbi.internal.limit.LimitColumns.APP_OR_ALL;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What happened to quotas, in {@code dp_limit_event}. Thread-safe. */
final class JdbiLimitEventStore implements LimitEventStore {

    private static final Table<LimitEvent> TABLE = new Table<>("dp_limit_event", JdbiLimitEventStore::columns);

    private static final ColumnType<LimitEvent.Kind> KIND = ColumnType.names(LimitEvent.Kind.class);

    private static final String RECENT = """
            select e.*, g.app_id as of_app, g.user_id as of_user from dp_limit_event e
            join (select app_id, company_id, min(user_id) as user_id from dp_grant
            where app_id in (<apps>) and ended is null group by app_id, company_id) g on g.company_id = e.company_id
            where e.at >= :since and (e.app_id = '' or e.app_id = g.app_id)
            order by e.at desc fetch first :most rows only""";

    private static final Purge PURGE =
            Purge.expired("dp_limit_event", "company_id, limit_name, app_id, kind, window_start");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiLimitEventStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean first(LimitEvent event) {
        return transactions.withHandle(handle -> TABLE.insertIfAbsent(handle, dialect, event));
    }

    @Override
    public List<OfApp> recent(Set<AppId> apps, Instant since, int most) {
        if (apps.isEmpty()) {
            return List.of();
        }
        List<String> ids = apps.stream().map(AppId::value).toList();
        return transactions.withHandle(handle -> handle.createQuery(RECENT)
                .bindList("apps", ids)
                .bind("since", since)
                .bind("most", most)
                .map((row, context) -> new OfApp(
                        new AppId(row.getString("of_app")),
                        new UserId(row.getString("of_user")),
                        TABLE.map(row, context)))
                .list());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static LimitEvent columns(Row<LimitEvent> row) {
        row.derived("expires_at", INSTANT, LimitEventStore::expiryOf);
        return new LimitEvent(
                row.column("kind", KIND, LimitEvent::kind),
                row.column("company_id", COMPANY, LimitEvent::company),
                row.column("app_id", APP_OR_ALL, LimitEvent::app),
                row.column("limit_name", TEXT, LimitEvent::limit),
                row.column("window_start", INSTANT, LimitEvent::windowStart),
                row.column("window_end", INSTANT, LimitEvent::windowEnd),
                row.column("at", INSTANT, LimitEvent::at),
                row.column("used", LONG, LimitEvent::used),
                row.column("quota", LONG, LimitEvent::quota));
    }
}
