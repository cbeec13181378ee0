package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.store.UsageCounts;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** All rows of an addition go into one statement. Thread-safe. */
final class PostgresUsageTables implements UsageTables {

    private static final String ADD = """
            insert into <table> as stored (app_id, period, company_id, route,
                ok, client_error, denied, rate_limited, server_error, permits)
            select * from unnest(cast(:apps as varchar[]), cast(:periods as bigint[]), cast(:companies as varchar[]),
                cast(:routes as varchar[]), cast(:ok as bigint[]), cast(:clientError as bigint[]),
                cast(:denied as bigint[]), cast(:rateLimited as bigint[]), cast(:serverError as bigint[]),
                cast(:permits as bigint[]))
            on conflict (app_id, period, company_id, route) do update set ok = stored.ok + excluded.ok,
                client_error = stored.client_error + excluded.client_error,
                denied = stored.denied + excluded.denied,
                rate_limited = stored.rate_limited + excluded.rate_limited,
                server_error = stored.server_error + excluded.server_error,
                permits = stored.permits + excluded.permits""";

    @Override
    public void add(Handle handle, String table, List<UsageRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (Update add = handle.createUpdate(ADD)) {
            add.define("table", table)
                    .bindArray(
                            "apps",
                            String.class,
                            rows.stream().map(UsageRow::app).toList())
                    .bindArray(
                            "periods",
                            Long.class,
                            rows.stream().map(UsageRow::period).toList())
                    .bindArray(
                            "companies",
                            String.class,
                            rows.stream().map(UsageRow::company).toList())
                    .bindArray(
                            "routes",
                            String.class,
                            rows.stream().map(UsageRow::route).toList());
            bind(add, "ok", rows, UsageCounts::ok);
            bind(add, "clientError", rows, UsageCounts::clientError);
            bind(add, "denied", rows, UsageCounts::denied);
            bind(add, "rateLimited", rows, UsageCounts::rateLimited);
            bind(add, "serverError", rows, UsageCounts::serverError);
            bind(add, "permits", rows, UsageCounts::permits);
            add.execute();
        }
    }

    @Override
    public String forShare() {
        return " for share";
    }

    @Override
    public String skipLocked() {
        return " for update skip locked";
    }

    private static void bind(Update add, String name, List<UsageRow> rows, ToLongFunction<UsageCounts> number) {
        add.bindArray(
                name,
                Long.class,
                rows.stream().map(row -> number.applyAsLong(row.counts())).toList());
    }
}
