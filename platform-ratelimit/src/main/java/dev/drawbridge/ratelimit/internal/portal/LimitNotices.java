package dev.drawbridge.ratelimit.internal.portal;

import dev.drawbridge.core.internal.html.Components;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEvent.Kind;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import dev.drawbridge.ratelimit.spi.LimitEventStore.OfApp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells developers on the dashboard which companies came close to a limit, or used it up, in the last 24 hours. Thread-safe. */
public final class LimitNotices {

    private static final Logger LOG = LoggerFactory.getLogger(LimitNotices.class);

    private static final Duration RECENT = Duration.ofHours(24);
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    /** A day of a time zone may have more than 24 hours. */
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    private static final int MOST_READ = 200;
    private static final int MOST_SHOWN = 10;

    private final LimitEventStore events;
    private final ConnectedCompanies companies;
    private final PlatformClock clock;
    private final OnceInAWhile failures = new OnceInAWhile();
    private final Messages text = Templates.of(LimitNotices.class).text();

    public LimitNotices(LimitEventStore events, ConnectedCompanies companies, PlatformClock clock) {
        this.events = events;
        this.companies = companies;
        this.clock = clock;
    }

    List<Notice> of(List<App> apps, String path) {
        if (apps.isEmpty()) {
            return List.of();
        }
        Set<AppId> ids = apps.stream().map(App::id).collect(Collectors.toSet());
        try {
            Map<Subject, OfApp> latest = new LinkedHashMap<>();
            events.recent(ids, clock.instant().minus(RECENT), MOST_READ)
                    .forEach(one -> latest.merge(Subject.of(one), one, LimitNotices::worse));
            return latest.values().stream()
                    .limit(MOST_SHOWN)
                    .map(one -> new Notice(one.app(), sentence(one), path))
                    .toList();
        } catch (RuntimeException e) {
            // What happened to limits must not fail the dashboard.
            failures.log(others -> LOG.warn("Events of limits could not be read, {} times before", others, e));
            return List.of();
        }
    }

    private static OfApp worse(OfApp newer, OfApp older) {
        return newer.event().kind() == Kind.REACHED ? newer : older;
    }

    private String sentence(OfApp one) {
        LimitEvent event = one.event();
        String company = companies.name(event.company(), one.user());
        String period = period(event);
        String quota = Components.number(event.quota());
        return event.kind() == Kind.REACHED
                ? text.of("limits.notice-reached-" + period, company, quota)
                : text.of("limits.notice-approached-" + period, company, quota);
    }

    private static String period(LimitEvent event) {
        Duration length = Duration.between(event.windowStart(), event.windowEnd());
        if (length.compareTo(ONE_HOUR) <= 0) {
            return "hour";
        }
        return length.compareTo(LONGEST_DAY) <= 0 ? "day" : "month";
    }

    private record Subject(AppId app, CompanyId company, String limit) {

        static Subject of(OfApp one) {
            return new Subject(one.app(), one.event().company(), one.event().limit());
        }
    }
}
