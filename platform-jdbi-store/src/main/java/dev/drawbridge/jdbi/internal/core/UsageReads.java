package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words the statements that read usage. One statement reads a grain's table as far as it is folded, and what is not folded
 * yet from the finer tables, so all of it comes from one moment.
 *
 * <p>Parameters: {@code <apps>}, and {@code :from} and {@code :to} (exclusive), periods of the grain.
 */
final class UsageReads {

    static final String COUNTS = "ok, client_error, denied, rate_limited, server_error, permits";

    private static final String SUMS = "sum(ok) as ok, sum(client_error) as client_error, sum(denied) as denied,"
            + " sum(rate_limited) as rate_limited, sum(server_error) as server_error, sum(permits) as permits";

    private static final String HOURS = "(select coalesce(max(hours), 0) from dp_usage_folded)";
    private static final String DAYS = "(select coalesce(max(days), 0) from dp_usage_folded)";

    private UsageReads() {}

    /** Sums for each period and what the groups tell apart; columns {@code period, company_id, route} and the counts. */
    static String sums(UsageGrain grain, Set<UsageGroup> groups) {
        String company = groups.contains(UsageGroup.COMPANY) ? "company_id" : "''";
        String route = groups.contains(UsageGroup.ROUTE) ? "route" : "''";
        return "select period, company_id, route, " + SUMS + " from ("
                + rows(grain, company, route, groups.isEmpty())
                + ") counted group by period, company_id, route order by period, company_id, route";
    }

    /** All calls of days for each app; columns {@code app_id, calls}. */
    static String totals() {
        return "select app_id, sum(ok + client_error + denied + rate_limited + server_error) as calls from ("
                + rows(UsageGrain.DAY, "''", "''", true) + ") counted group by app_id";
    }

    /** Sums for each day of each app; columns {@code app_id, period} and the counts. */
    static String days() {
        return "select app_id, period, " + SUMS + " from (" + rows(UsageGrain.DAY, "''", "''", true)
                + ") counted group by app_id, period";
    }

    /** What all calls of the hour {@code :hour} took of the quota; columns {@code company_id, permits}. */
    static String permits() {
        return "select company_id, sum(permits) as permits from ("
                + "select company_id, permits from dp_usage_hour where period = :hour and period < " + HOURS
                + " union all select company_id, permits from dp_usage_minute"
                + " where period >= cast(:hour as bigint) * 60 and period < (cast(:hour as bigint) + 1) * 60"
                + " and period >= 60 * " + HOURS + ") counted group by company_id";
    }

    private static String rows(UsageGrain grain, String company, String route, boolean wholeApps) {
        List<String> parts = new ArrayList<>();
        for (UsageGrain finer : UsageGrain.values()) {
            if (finer.compareTo(grain) <= 0) {
                parts.add(part(finer, grain, company, route, wholeApps));
            }
        }
        return String.join(" union all ", parts);
    }

    private static String part(UsageGrain finer, UsageGrain grain, String company, String route, boolean wholeApps) {
        long ratio = grain.length().dividedBy(finer.length());
        return "select app_id, period / " + ratio + " as period, " + company + " as company_id, " + route
                + " as route, "
                + COUNTS + " from " + table(finer, wholeApps)
                + " where app_id in (<apps>) and period >= cast(:from as bigint) * " + ratio
                + " and period < cast(:to as bigint) * " + ratio
                + beginning(finer, grain) + end(finer);
    }

    /** What a coarser grain has is not read again. */
    private static String beginning(UsageGrain finer, UsageGrain grain) {
        if (finer == grain) {
            return "";
        }
        return finer == UsageGrain.MINUTE ? " and period >= 60 * " + HOURS : " and period >= 24 * " + DAYS;
    }

    /** What is not folded yet is left to a finer grain. */
    private static String end(UsageGrain finer) {
        return switch (finer) {
            case MINUTE -> "";
            case HOUR -> " and period < " + HOURS;
            case DAY -> " and period < " + DAYS;
        };
    }

    private static String table(UsageGrain grain, boolean wholeApps) {
        return switch (grain) {
            case MINUTE -> "dp_usage_minute";
            case HOUR -> "dp_usage_hour";
            case DAY -> wholeApps ? "dp_usage_app_day" : "dp_usage_day";
        };
    }
}
