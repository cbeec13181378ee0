package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an app does, in one line.
 *
 * @param companies how many connected it
 * @param requests of the last 30 days
 * @param errors of them: 4xx and 5xx but for 429
 * @param lastDay the last of these days with a request
 */
record AppFigures(long companies, long requests, long errors, Optional<Instant> lastDay) {

    /** What a revoked app does. */
    static final AppFigures NONE = new AppFigures(0, 0, 0, Optional.empty());

    private static final int DAYS = 30;

    /** Reads the figures of apps, in two statements however many they are; those that were revoked do nothing. */
    static Map<AppId, AppFigures> of(List<App> apps, UsageStore usage, Grants grants, Instant now) {
        Set<AppId> live = apps.stream()
                .filter(app -> app.status() != AppStatus.REVOKED)
                .map(App::id)
                .collect(Collectors.toSet());
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<AppId, SortedMap<LocalDate, UsageCounts>> days = usage.days(live, today.minusDays(DAYS - 1L), today);
        Map<AppId, Long> companies = grants.companies(live);
        Map<AppId, AppFigures> figures = new HashMap<>();
        for (AppId app : live) {
            figures.put(app, of(companies.getOrDefault(app, 0L), days.getOrDefault(app, new TreeMap<>())));
        }
        return figures;
    }

    private static AppFigures of(long companies, SortedMap<LocalDate, UsageCounts> days) {
        UsageCounts sum = days.values().stream().reduce(UsageCounts.ZERO, UsageCounts::plus);
        return new AppFigures(
                companies,
                sum.total(),
                sum.clientError() + sum.denied() + sum.serverError(),
                days.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                days.lastKey().atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
}
