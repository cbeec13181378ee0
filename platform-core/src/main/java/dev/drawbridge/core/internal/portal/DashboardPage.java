package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The developer's first page: apps, what needs attention, and the way to a new app. Thread-safe. */
public final class DashboardPage {

    private static final int DAYS = 30;

    private final Apps apps;
    private final UsageStore usage;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(DashboardPage.class);

    /**
     * Makes the page.
     *
     * @param apps facts about apps
     * @param usage how many calls they made
     * @param clock the time
     */
    public DashboardPage(Apps apps, UsageStore usage, PlatformClock clock) {
        this.apps = apps;
        this.usage = usage;
        this.clock = clock;
    }

    /** Which apps the page shows. */
    enum Filter {
        ACTIVE,
        REVOKED,
        ALL;

        static Filter of(String wire) {
            for (Filter filter : values()) {
                if (filter.name().equalsIgnoreCase(wire)) {
                    return filter;
                }
            }
            return ACTIVE;
        }

        String path() {
            return PortalPaths.DASHBOARD + "?status=" + name().toLowerCase(Locale.ROOT);
        }

        boolean shows(App app) {
            boolean revoked = app.status() == AppStatus.REVOKED;
            return this == ALL || revoked == (this == REVOKED);
        }
    }

    /** What may be done about a new app. */
    enum NewApp {
        ALLOWED,
        UNVERIFIED,
        TOO_MANY
    }

    /**
     * The model of {@code dashboard.jte}.
     *
     * @param email the developer's address
     * @param formToken the token of forms
     * @param reminders what needs attention
     * @param empty whether the developer has no app at all
     * @param newApp whether there may be one more
     * @param live how many apps count against the limit
     * @param filter which apps are shown
     * @param rows the apps that are shown
     */
    record Model(
            String email,
            String formToken,
            List<Reminder> reminders,
            boolean empty,
            NewApp newApp,
            long live,
            Filter filter,
            List<Row> rows) {}

    /** A notice about an app, and the page where the developer acts. */
    record Reminder(String app, String text, String path) {}

    /** An app in the table. */
    record Row(App app, String path, AppState state, long requests) {}

    /** Returns the page, with the notices of these panels. */
    PortalRoute route(List<AppPanel> panels) {
        return PortalRoute.page("GET", PortalPaths.below(PortalPaths.DASHBOARD), call -> page(call, panels));
    }

    private PortalResponse page(PortalCall call, List<AppPanel> panels) {
        Instant now = clock.instant();
        List<App> owned = apps.ownedBy(call.developer().id());
        Filter filter = Filter.of(call.request().query().text("status"));
        long live = owned.stream()
                .filter(app -> app.status() != AppStatus.REVOKED && !app.expired(now))
                .count();
        Model model = new Model(
                call.developer().email(),
                call.formToken(),
                reminders(owned, panels, now),
                owned.isEmpty(),
                newApp(call, live),
                live,
                filter,
                owned.isEmpty() ? List.of() : rows(owned, filter, now));
        return PortalResponse.page(templates.text().of("dashboard.title"), templates.render("dashboard", model));
    }

    private static NewApp newApp(PortalCall call, long live) {
        if (!call.developer().verified()) {
            return NewApp.UNVERIFIED;
        }
        return live >= Apps.MAX_LIVE_PER_DEVELOPER ? NewApp.TOO_MANY : NewApp.ALLOWED;
    }

    private static List<Reminder> reminders(List<App> owned, List<AppPanel> panels, Instant now) {
        List<App> live = owned.stream().filter(app -> app.usable(now)).toList();
        Map<AppId, App> byId = live.stream().collect(Collectors.toMap(App::id, Function.identity()));
        return panels.stream()
                .flatMap(panel -> panel.notices(live).stream())
                .map(notice -> reminder(notice, byId.get(notice.app())))
                .toList();
    }

    private static Reminder reminder(Notice notice, @Nullable App app) {
        String name = app == null ? "" : app.profile().name();
        return new Reminder(name, notice.text(), PortalPaths.app(notice.app(), notice.path()));
    }

    private List<Row> rows(List<App> owned, Filter filter, Instant now) {
        List<App> shown = owned.stream().filter(filter::shows).toList();
        Map<AppId, Long> requests = requests(shown, now);
        return shown.stream()
                .map(app -> new Row(
                        app, PortalPaths.app(app.id()), AppState.of(app, now), requests.getOrDefault(app.id(), 0L)))
                .toList();
    }

    private Map<AppId, Long> requests(List<App> shown, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Set<AppId> ids = shown.stream().map(App::id).collect(Collectors.toSet());
        return usage.totals(ids, today.minusDays(DAYS - 1L), today);
    }
}
