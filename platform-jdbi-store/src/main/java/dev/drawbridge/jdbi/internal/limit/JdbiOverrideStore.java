package dev.drawbridge.jdbi.internal.limit;

import static dev.drawbridge.jdbi.internal.limit.LimitColumns.APP_OR_ALL;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Limits of single companies in {@code dp_limit_override}. Thread-safe. */
final class JdbiOverrideStore implements OverrideStore {

    private static final Table<LimitOverride> TABLE = new Table<>("dp_limit_override", JdbiOverrideStore::columns);

    private static final String KEY = "company_id = :company_id and limit_name = :limit_name and app_id = :app_id";

    private static final String END = "delete from dp_limit_override where " + KEY;

    private static final String LIST = """
            select * from dp_limit_override where company_id = :company order by limit_name, app_id""";

    private static final Purge PURGE = Purge.expired("dp_limit_override", "company_id, limit_name, app_id");

    /** Another caller may delete the row between the two statements of a try. */
    private static final int TRIES = 5;

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiOverrideStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public void set(LimitOverride override) {
        transactions.useHandle(handle -> {
            for (int i = 0; i < TRIES; i++) {
                if (TABLE.insertIfAbsent(handle, dialect, override)
                        || TABLE.update(handle, override, KEY).execute() == 1) {
                    return;
                }
            }
            throw new IllegalStateException("An override was deleted again and again while it was set");
        });
    }

    @Override
    public boolean end(CompanyId company, Optional<AppId> app, String limit) {
        return transactions.withHandle(handle -> handle.createUpdate(END)
                        .bind("company_id", company.value())
                        .bind("limit_name", limit)
                        .bind("app_id", LimitColumns.text(app))
                        .execute()
                == 1);
    }

    @Override
    public List<LimitOverride> of(CompanyId company) {
        return TABLE.list(transactions, LIST, query -> query.bind("company", company.value()));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static LimitOverride columns(Row<LimitOverride> row) {
        return new LimitOverride(
                row.fixed().column("company_id", COMPANY, LimitOverride::company),
                row.fixed().column("app_id", APP_OR_ALL, LimitOverride::app),
                row.fixed().column("limit_name", TEXT, LimitOverride::limit),
                row.column("quota", LONG, LimitOverride::quota),
                Optional.ofNullable(row.nullable(
                        "expires_at", INSTANT, override -> override.until().orElse(null))),
                row.column("reason", TEXT, LimitOverride::reason));
    }
}
