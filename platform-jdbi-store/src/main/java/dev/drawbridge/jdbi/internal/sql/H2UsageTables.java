package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.UsageCounts;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** A statement for each row, which costs little in the same process. Thread-safe. */
final class H2UsageTables implements UsageTables {

    private static final String ADD = """
            update <table> set ok = ok + :ok, client_error = client_error + :clientError, denied = denied + :denied,
                rate_limited = rate_limited + :rateLimited, server_error = server_error + :serverError,
                permits = permits + :permits
            where app_id = :app and period = :period and company_id = :company and route = :route""";

    private static final String INSERT = """
            insert into <table> (app_id, period, company_id, route,
                ok, client_error, denied, rate_limited, server_error, permits)
            values (:app, :period, :company, :route,
                :ok, :clientError, :denied, :rateLimited, :serverError, :permits)""";

    private final H2Dialect dialect;

    H2UsageTables(H2Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void add(Handle handle, String table, List<UsageRow> rows) {
        rows.forEach(row -> add(handle, table, row));
    }

    @Override
    public String forShare() {
        return " for update";
    }

    @Override
    public String skipLocked() {
        return "";
    }

    private void add(Handle handle, String table, UsageRow row) {
        if (update(handle, table, row) == 0
                && !dialect.insertIfAbsent(handle, INSERT, insert -> bound(insert, table, row))) {
            update(handle, table, row);
        }
    }

    private static int update(Handle handle, String table, UsageRow row) {
        return bound(handle.createUpdate(ADD), table, row).execute();
    }

    private static Update bound(Update statement, String table, UsageRow row) {
        UsageCounts counts = row.counts();
        return statement
                .define("table", table)
                .bind("app", row.app())
                .bind("period", row.period())
                .bind("company", row.company())
                .bind("route", row.route())
                .bind("ok", counts.ok())
                .bind("clientError", counts.clientError())
                .bind("denied", counts.denied())
                .bind("rateLimited", counts.rateLimited())
                .bind("serverError", counts.serverError())
                .bind("permits", counts.permits());
    }
}
