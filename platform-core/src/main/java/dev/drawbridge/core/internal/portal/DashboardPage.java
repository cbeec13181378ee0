package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.CopyField;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Filters;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
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

/** The developer's first page: apps, what needs attention, and the way to a new app. Thread-safe. */
public final class DashboardPage {

    private static final int DAYS = 30;

    private static final String TITLE = "Your apps";

    private final Apps apps;
    private final UsageStore usage;
    private final PlatformClock clock;

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

    private enum Filter {
        ACTIVE("Active"),
        REVOKED("Revoked"),
        ALL("All");

        private final String label;

        Filter(String label) {
            this.label = label;
        }

        static Filter of(String wire) {
            for (Filter filter : values()) {
                if (filter.name().equalsIgnoreCase(wire)) {
                    return filter;
                }
            }
            return ACTIVE;
        }

        boolean shows(App app) {
            boolean revoked = app.status() == AppStatus.REVOKED;
            return this == ALL || revoked == (this == REVOKED);
        }
    }

    /** Returns the page, with the notices of these panels. */
    PortalRoute route(List<AppPanel> panels) {
        return PortalRoute.page("GET", PortalPaths.below(PortalPaths.DASHBOARD), call -> page(call, panels));
    }

    private Answer page(PortalCall call, List<AppPanel> panels) {
        Instant now = clock.instant();
        List<App> owned = apps.ownedBy(call.developer().id());
        Filter filter = Filter.of(call.request().query().text("status"));
        long live = owned.stream()
                .filter(app -> app.status() != AppStatus.REVOKED && !app.expired(now))
                .count();
        Html content = unverified(call).plus(notices(owned, panels, now));
        if (owned.isEmpty()) {
            return Answer.page(TITLE, content.plus(Card.plain(empty(call))));
        }
        Html used = Text.muted(live + " of " + Apps.MAX_LIVE_PER_DEVELOPER + " active apps used.");
        Html list = filters(filter).plus(used).plus(table(owned, filter, now));
        return Answer.page(TITLE, content.plus(Card.of(filter.label + " apps", newApp(call, live), list)));
    }

    private static Html unverified(PortalCall call) {
        if (call.developer().verified()) {
            return Html.EMPTY;
        }
        String email = call.developer().email();
        return Alert.warning("We sent a link to " + email + ". It works for 24 hours.")
                .title("Confirm your email to create apps")
                .action(Form.post(PortalPaths.RESEND, call.formToken())
                        .hidden("email", email)
                        .submit("Resend email")
                        .inline()
                        .render())
                .render();
    }

    private static Html notices(List<App> owned, List<AppPanel> panels, Instant now) {
        List<App> live = owned.stream().filter(app -> app.usable(now)).toList();
        Map<AppId, App> byId = live.stream().collect(Collectors.toMap(App::id, Function.identity()));
        Html all = Html.EMPTY;
        for (AppPanel panel : panels) {
            for (Notice notice : panel.notices(live)) {
                App app = byId.get(notice.app());
                String name = app == null ? "" : app.profile().name();
                String path = PortalPaths.app(notice.app(), notice.path());
                all = all.plus(Alert.warning(notice.text())
                        .title(name)
                        .action(Link.secondary(path, "View"))
                        .render());
            }
        }
        return all;
    }

    private static Html empty(PortalCall call) {
        Html action = call.developer().verified()
                ? Link.primary(PortalPaths.NEW_APP, "Create app")
                : Text.muted("Confirm your email first, then you can create an app.");
        return EmptyState.of("No apps yet", "Create an app to get a client ID and secret.", action);
    }

    private static Html newApp(PortalCall call, long live) {
        if (!call.developer().verified()) {
            return Text.muted("Confirm your email to create apps.");
        }
        if (live >= Apps.MAX_LIVE_PER_DEVELOPER) {
            return Text.muted(
                    "You have " + Apps.MAX_LIVE_PER_DEVELOPER + " active apps. Revoke one to create another.");
        }
        return Link.primary(PortalPaths.NEW_APP, "Create app");
    }

    private static Html filters(Filter chosen) {
        Filters links = Filters.of("Which apps to show");
        for (Filter filter : Filter.values()) {
            String path = PortalPaths.DASHBOARD + "?status=" + filter.name().toLowerCase(Locale.ROOT);
            links.add(filter.label, path, filter == chosen);
        }
        return links.render();
    }

    private Html table(List<App> owned, Filter filter, Instant now) {
        DataTable table = DataTable.of(
                filter.label + " apps", "Name", "Status", "Type", "Client ID", "Created", "Requests (30 d)");
        List<App> shown = owned.stream().filter(filter::shows).toList();
        Map<AppId, Long> requests = requests(shown, now);
        for (App app : shown) {
            String id = app.id().value();
            table.row(
                    Link.to(PortalPaths.app(app.id()), app.profile().name()),
                    AppLabels.status(app, now),
                    Html.text(AppLabels.type(app.type())),
                    CopyField.inline("client-" + id, "client ID", app.clientId().value()),
                    Moment.day(app.createdAt()),
                    Html.text(String.format(Locale.ROOT, "%,d", requests.getOrDefault(app.id(), 0L))));
        }
        return table.isEmpty() ? Text.paragraph("No app is shown with this filter.") : table.render();
    }

    private Map<AppId, Long> requests(List<App> shown, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Set<AppId> ids = shown.stream().map(App::id).collect(Collectors.toSet());
        return usage.totals(ids, today.minusDays(DAYS - 1L), today);
    }
}
