package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Computes hours from minutes and days from hours. The one row of {@code dp_usage_folded} says how far: additions hold it for
 * share and a fold alone, so no addition falls between the two. A fold is one transaction: it is done or it is not.
 * Thread-safe.
 */
final class UsageFold {

    private static final String STATE = "select hours, days from dp_usage_folded where id = 1";

    private static final String FIRST_STATE = "insert into dp_usage_folded (id, hours, days) values (1, 0, 0)";

    private static final String SET_STATE = "update dp_usage_folded set hours = :hours, days = :days where id = 1";

    private static final String NEXT = "select min(period) from <finer> where period >= :first";

    private static final String CLEAR = "delete from <table> where period = :period";

    private static final String FOLD = """
            insert into <table> (app_id, period, company_id, route,
                ok, client_error, denied, rate_limited, server_error, permits)
            select app_id, :period, <company>, <route>, sum(ok), sum(client_error), sum(denied), sum(rate_limited),
                sum(server_error), sum(permits)
            from <finer> where period >= :first and period < :end group by <groups>""";

    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private final Dialect dialect;

    UsageFold(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The first hour and the first day that are not folded yet. */
    record State(long hours, long days) {}

    /** Reads how far folding is, and keeps it there until the end of the transaction. */
    State hold(Handle handle) {
        return state(handle, dialect.usageTables().forShare());
    }

    /** Folds one hour or day; false if none is due. */
    boolean next(Handle handle, Instant now) {
        State state = state(handle, " for update");
        long openHour = UsageGrain.HOUR.number(now.minus(UsageStore.HOUR_OPEN));
        Optional<Long> hour =
                next(handle, "dp_usage_minute", state.hours(), MINUTES).filter(next -> next < openHour);
        if (hour.isPresent()) {
            fold(handle, hour.get(), MINUTES, "dp_usage_minute", "dp_usage_hour");
            set(handle, new State(hour.get() + 1, state.days()));
            return true;
        }
        long hours = Math.max(openHour, state.hours());
        long openDay = Math.min(UsageGrain.DAY.number(now.minus(UsageStore.DAY_OPEN)), hours / HOURS);
        Optional<Long> day = next(handle, "dp_usage_hour", state.days(), HOURS).filter(next -> next < openDay);
        if (day.isPresent()) {
            fold(handle, day.get(), HOURS, "dp_usage_hour", "dp_usage_day");
            foldApps(handle, day.get());
            set(handle, new State(hours, day.get() + 1));
            return true;
        }
        State all = new State(hours, Math.max(openDay, state.days()));
        if (!all.equals(state)) {
            set(handle, all);
        }
        return false;
    }

    private State state(Handle handle, String lock) {
        return find(handle, lock).orElseGet(() -> {
            dialect.insertIfAbsent(handle, FIRST_STATE, insert -> insert);
            return find(handle, lock).orElseThrow();
        });
    }

    private static Optional<State> find(Handle handle, String lock) {
        return handle.createQuery(STATE + lock)
                .map((row, context) -> new State(row.getLong("hours"), row.getLong("days")))
                .findOne();
    }

    private static void set(Handle handle, State state) {
        handle.createUpdate(SET_STATE)
                .bind("hours", state.hours())
                .bind("days", state.days())
                .execute();
    }

    private static Optional<Long> next(Handle handle, String finer, long first, int ratio) {
        return handle.createQuery(NEXT)
                .define("finer", finer)
                .bind("first", first * ratio)
                .mapTo(Long.class)
                .findOne()
                .map(period -> period / ratio);
    }

    private static void fold(Handle handle, long period, int ratio, String finer, String table) {
        fold(handle, table, finer, "company_id", "route", "app_id, company_id, route", period, ratio);
    }

    private static void foldApps(Handle handle, long day) {
        fold(handle, "dp_usage_app_day", "dp_usage_day", "''", "''", "app_id", day, 1);
    }

    // Eight parameters: the words and numbers of one statement.
    private static void fold(
            Handle handle,
            String table,
            String finer,
            String company,
            String route,
            String groups,
            long period,
            int ratio) {
        handle.createUpdate(CLEAR).define("table", table).bind("period", period).execute();
        handle.createUpdate(FOLD)
                .define("table", table)
                .define("finer", finer)
                .define("company", company)
                .define("route", route)
                .define("groups", groups)
                .bind("period", period)
                .bind("first", period * ratio)
                .bind("end", (period + 1) * ratio)
                .execute();
    }
}
