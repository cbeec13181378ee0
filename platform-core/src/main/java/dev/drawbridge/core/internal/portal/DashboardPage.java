package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The developer's first page: apps, what needs attention, and the way to a new app. Thread-safe. */
public final class DashboardPage {

    private static final String ATTENTION = "attention";

    private final Apps apps;
    private final UsageStore usage;
    private final Grants grants;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(DashboardPage.class);

    /**
     * Makes the page.
     *
     * @param apps facts about apps
     * @param usage how many calls they made
     * @param grants which companies connected them
     * @param clock the time
     */
    public DashboardPage(Apps apps, UsageStore usage, Grants grants, PlatformClock clock) {
        this.apps = apps;
        this.usage = usage;
        this.grants = grants;
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
     * @param attention what needs attention
     * @param empty whether the developer has no app at all
     * @param newApp whether there may be one more
     * @param live how many apps count against the limit
     * @param filter which apps are shown
     * @param rows the apps that are shown
     */
    record Model(
            String email,
            String formToken,
            Attention attention,
            boolean empty,
            NewApp newApp,
            long live,
            Filter filter,
            List<Row> rows) {}

    /** An app in the table. */
    record Row(App app, String path, AppState state, AppFigures figures) {}

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
                attention(call, owned, panels, now),
                owned.isEmpty(),
                newApp(call, live),
                live,
                filter,
                owned.isEmpty() ? List.of() : rows(owned, filter, now));
        return PortalResponse.page(
                templates.text().of("dashboard.title"),
                templates.render("dashboard", model),
                Head.NONE.actions(templates.render("newApp", model)));
    }

    private static NewApp newApp(PortalCall call, long live) {
        if (!call.developer().verified()) {
            return NewApp.UNVERIFIED;
        }
        return live >= Apps.MAX_LIVE_PER_DEVELOPER ? NewApp.TOO_MANY : NewApp.ALLOWED;
    }

    private static Attention attention(PortalCall call, List<App> owned, List<AppPanel> panels, Instant now) {
        List<App> live = owned.stream().filter(app -> app.usable(now)).toList();
        boolean all = call.request().query().text(ATTENTION).equals("all");
        return Attention.of(live, panels, true, all ? "" : PortalPaths.DASHBOARD + "?" + ATTENTION + "=all");
    }

    private List<Row> rows(List<App> owned, Filter filter, Instant now) {
        List<App> shown = owned.stream().filter(filter::shows).toList();
        Map<AppId, AppFigures> figures = AppFigures.of(shown, usage, grants, now);
        return shown.stream()
                .map(app -> new Row(
                        app,
                        PortalPaths.app(app.id()),
                        AppState.of(app, now),
                        figures.getOrDefault(app.id(), AppFigures.NONE)))
                .toList();
    }
}
