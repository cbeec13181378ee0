package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.internal.html.Viewer;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The calls of an app on consecutive days, days without calls included.
 *
 * @param days ascending, today last
 */
record UsageReport(List<Day> days) {

    /** One UTC day. */
    record Day(LocalDate date, UsageCounts counts) {

        Instant start() {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        /** 4xx and 5xx but for 429. */
        long errors() {
            return counts.clientError() + counts.denied() + counts.serverError();
        }
    }

    UsageReport {
        days = List.copyOf(days);
    }

    static UsageReport ending(LocalDate today, int length, SortedMap<LocalDate, UsageCounts> stored) {
        List<Day> days = new ArrayList<>();
        for (int back = length - 1; back >= 0; back--) {
            LocalDate date = today.minusDays(back);
            days.add(new Day(date, stored.getOrDefault(date, UsageCounts.ZERO)));
        }
        return new UsageReport(days);
    }

    UsageCounts sum() {
        return days.stream().map(Day::counts).reduce(UsageCounts.ZERO, UsageCounts::plus);
    }

    /** The share of calls that ended with an error. */
    String errorShare() {
        long errors = days.stream().mapToLong(Day::errors).sum();
        long total = sum().total();
        return String.format(Viewer.current().locale(), "%.1f%%", total == 0 ? 0 : 100.0 * errors / total);
    }

    /** The last day with a call. */
    Optional<Day> lastUsed() {
        return days.stream().filter(day -> day.counts().total() > 0).reduce((before, after) -> after);
    }

    Day today() {
        return days.get(days.size() - 1);
    }

    Map<String, Object> toJson() {
        return Map.of(
                "total",
                sum().total(),
                "days",
                days.stream().map(UsageReport::toJson).toList());
    }

    String toCsv() {
        StringBuilder csv = new StringBuilder("date,total,ok,client_error,denied,rate_limited,server_error\r\n");
        for (Day day : days) {
            UsageCounts counts = day.counts();
            csv.append(day.date())
                    .append(',')
                    .append(counts.total())
                    .append(',')
                    .append(counts.ok())
                    .append(',')
                    .append(counts.clientError())
                    .append(',')
                    .append(counts.denied())
                    .append(',')
                    .append(counts.rateLimited())
                    .append(',')
                    .append(counts.serverError())
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static Map<String, Object> toJson(Day day) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("date", day.date().toString());
        json.put("total", day.counts().total());
        json.put("ok", day.counts().ok());
        json.put("clientError", day.counts().clientError());
        json.put("denied", day.counts().denied());
        json.put("rateLimited", day.counts().rateLimited());
        json.put("serverError", day.counts().serverError());
        return json;
    }
}
