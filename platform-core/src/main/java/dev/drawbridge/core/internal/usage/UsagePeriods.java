package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.usage.UsageRequest.Group;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.core.spi.store.UsageSum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An app's calls as a {@link UsageRequest} asks for them: one figure for each period, those without calls included; with a
 * group one for each period and group that had calls.
 *
 * @param request what was asked for
 * @param sums by the beginning of their period, then by group
 */
record UsagePeriods(UsageRequest request, List<UsageSum> sums) {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    static UsagePeriods read(UsageStore store, AppId app, UsageRequest request) {
        Set<UsageGroup> groups = switch (request.group()) {
            case ROUTE -> Set.of(UsageGroup.ROUTE);
            case COMPANY -> Set.of(UsageGroup.COMPANY);
            case NONE, OUTCOME -> Set.of();
        };
        UsageGrain grain = request.zonedDays() ? UsageGrain.HOUR : request.grain();
        List<UsageSum> stored = store.sums(new UsageQuery(app, grain, beginning(request), request.to(), groups));
        return new UsagePeriods(request, groups.isEmpty() ? filled(request, stored) : merged(request, stored));
    }

    UsageCounts total() {
        return sums.stream().map(UsageSum::counts).reduce(UsageCounts.ZERO, UsageCounts::plus);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("granularity", wire(request.grain()));
        json.put("timeZone", request.zone().getId());
        json.put("groupBy", wire(request.group()));
        json.put("total", total().total());
        json.put("periods", rows());
        return json;
    }

    String toCsv() {
        List<Map<String, Object>> rows = rows();
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", columns()));
        rows.forEach(row -> lines.add(
                String.join(",", row.values().stream().map(UsagePeriods::cell).toList())));
        return String.join("\r\n", lines) + "\r\n";
    }

    private List<String> columns() {
        return switch (request.group()) {
            case OUTCOME -> List.of("start", "outcome", "total");
            case NONE -> List.of("start", "total", "ok", "clientError", "denied", "rateLimited", "serverError");
            case ROUTE, COMPANY ->
                List.of(
                        "start",
                        wire(request.group()),
                        "total",
                        "ok",
                        "clientError",
                        "denied",
                        "rateLimited",
                        "serverError");
        };
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (UsageSum sum : sums) {
            Map<String, Object> outcomes = outcomes(sum.counts());
            if (request.group() == Group.OUTCOME) {
                outcomes.forEach((outcome, calls) -> {
                    Map<String, Object> row = beginning(sum);
                    row.put("outcome", outcome);
                    row.put("total", calls);
                    rows.add(row);
                });
            } else {
                Map<String, Object> row = beginning(sum);
                sum.route().ifPresent(route -> row.put("route", route));
                sum.company().ifPresent(company -> row.put("company", company.value()));
                row.put("total", sum.counts().total());
                row.putAll(outcomes);
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<String, Object> beginning(UsageSum sum) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("start", INSTANT.format(sum.start().atZone(request.zone())));
        return row;
    }

    private static Map<String, Object> outcomes(UsageCounts counts) {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        outcomes.put("ok", counts.ok());
        outcomes.put("clientError", counts.clientError());
        outcomes.put("denied", counts.denied());
        outcomes.put("rateLimited", counts.rateLimited());
        outcomes.put("serverError", counts.serverError());
        return outcomes;
    }

    /** Names of routes and companies are the host's: quoted, so that a comma or a quote in them ends no cell. */
    private static String cell(Object value) {
        return value instanceof Number
                ? value.toString()
                : "\"" + value.toString().replace("\"", "\"\"") + "\"";
    }

    private static List<UsageSum> filled(UsageRequest request, List<UsageSum> stored) {
        SortedMap<Instant, UsageCounts> periods = new TreeMap<>();
        for (Instant start = beginning(request); start.isBefore(request.to()); start = next(request, start)) {
            periods.put(start, UsageCounts.ZERO);
        }
        merged(request, stored).forEach(sum -> periods.merge(sum.start(), sum.counts(), UsageCounts::plus));
        List<UsageSum> sums = new ArrayList<>();
        periods.forEach((start, counts) -> sums.add(new UsageSum(start, Optional.empty(), Optional.empty(), counts)));
        return sums;
    }

    /** Adds up the hours of each of the zone's days; leaves other periods as they are. */
    private static List<UsageSum> merged(UsageRequest request, List<UsageSum> stored) {
        Map<UsageSum, UsageCounts> periods = new TreeMap<>(UsageSum.ORDER);
        for (UsageSum sum : stored) {
            UsageSum label = new UsageSum(start(request, sum.start()), sum.company(), sum.route(), UsageCounts.ZERO);
            periods.merge(label, sum.counts(), UsageCounts::plus);
        }
        List<UsageSum> sums = new ArrayList<>();
        periods.forEach(
                (label, counts) -> sums.add(new UsageSum(label.start(), label.company(), label.route(), counts)));
        return sums;
    }

    private static Instant beginning(UsageRequest request) {
        return start(request, request.from());
    }

    private static Instant start(UsageRequest request, Instant instant) {
        return request.zonedDays()
                ? LocalDate.ofInstant(instant, request.zone())
                        .atStartOfDay(request.zone())
                        .toInstant()
                : request.grain().start(instant);
    }

    private static Instant next(UsageRequest request, Instant start) {
        return request.zonedDays()
                ? LocalDate.ofInstant(start, request.zone())
                        .plusDays(1)
                        .atStartOfDay(request.zone())
                        .toInstant()
                : start.plus(request.grain().length());
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
