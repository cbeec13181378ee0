package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;

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

    static AppFigures of(App app, UsageStore usage, Grants grants, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        SortedMap<LocalDate, UsageCounts> days = usage.days(app.id(), today.minusDays(DAYS - 1L), today);
        UsageCounts sum = days.values().stream().reduce(UsageCounts.ZERO, UsageCounts::plus);
        long companies = grants.activeOf(app.id()).stream()
                .map(Grant::company)
                .distinct()
                .count();
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
