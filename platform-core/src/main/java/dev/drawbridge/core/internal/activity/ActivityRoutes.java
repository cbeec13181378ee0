package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.JournalQuery;
import java.util.List;

/** The activity of an app and of an account: a page, JSON and a file of each. Immutable and thread-safe. */
public final class ActivityRoutes {

    private static final String PATH = "/activity";
    private static final String CSV_PATH = PATH + ".csv";
    private static final String CSV_FILE = "activity.csv";
    private static final String CSV = "text/csv";
    private static final String ACCOUNT = "/account";
    private static final String ME = "/me";

    /** In front of the tab Settings. */
    private static final int ORDER = 80;

    private static final List<String> GROUPS_OF_APP = List.of("app", "secret", "grant", "webhook");
    private static final List<String> GROUPS_OF_ACCOUNT = List.of("developer", "app", "secret", "webhook");

    private final ActivityLog log;
    private final ActivityPage page;

    /**
     * Makes the routes.
     *
     * @param log reads the entries
     */
    public ActivityRoutes(ActivityLog log) {
        this.log = log;
        this.page = new ActivityPage(log);
    }

    /**
     * Returns the tab of an app.
     *
     * @return the panel
     */
    public AppPanel panel() {
        return new Panel();
    }

    /**
     * Returns the page and the calls of an account.
     *
     * @return the routes
     */
    public List<PortalRoute> ofAccount() {
        return List.of(
                PortalRoute.page("GET", ACCOUNT + PATH, this::accountPage),
                PortalRoute.page("GET", ACCOUNT + CSV_PATH, call -> csv(call.request(), of(call))),
                PortalRoute.json("GET", ME + PATH, call -> json(call.request(), of(call))));
    }

    private PortalResponse accountPage(PortalCall call) {
        if (wantsCsv(call.request())) {
            return csv(call.request(), of(call));
        }
        String file = PortalPaths.PAGES + ACCOUNT + CSV_PATH;
        return PortalResponse.page(
                page.title(), page.render(call.request(), of(call), Audience.DEVELOPER, GROUPS_OF_ACCOUNT, file));
    }

    private PortalResponse json(Request request, JournalQuery entries) {
        if (wantsCsv(request)) {
            return csv(request, entries);
        }
        ActivityLog.Page found = log.page(
                ActivityPage.narrowed(request, entries), request.query().first("cursor"), Audience.DEVELOPER);
        return PortalResponse.json(200, ActivityFormats.json(found, Audience.DEVELOPER));
    }

    private PortalResponse csv(Request request, JournalQuery entries) {
        List<NamedEntry> all = log.download(ActivityPage.narrowed(request, entries), Audience.DEVELOPER);
        return new PortalResponse.Raw(ActivityFormats.csv(all, CSV_FILE));
    }

    private static boolean wantsCsv(Request request) {
        return request.header("Accept").filter(accept -> accept.contains(CSV)).isPresent();
    }

    private static JournalQuery of(PortalCall call) {
        return JournalQuery.ofAccount(call.developer().id(), ActivityLog.PAGE_SIZE);
    }

    private static JournalQuery of(PanelCall call) {
        return JournalQuery.ofApp(call.app().id(), ActivityLog.PAGE_SIZE);
    }

    /** The tab "Activity" of an app. */
    private final class Panel implements AppPanel {

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String title() {
            return page.title();
        }

        @Override
        public int order() {
            return ORDER;
        }

        @Override
        public Html summary(App app) {
            return Html.EMPTY;
        }

        @Override
        public List<PanelRoute> routes() {
            return List.of(
                    PanelRoute.page("GET", PATH, this::show),
                    PanelRoute.page("GET", CSV_PATH, call -> csv(call.request(), of(call))),
                    PanelRoute.json("GET", PATH, call -> json(call.request(), of(call))));
        }

        @Override
        public List<Notice> notices(List<App> apps) {
            return List.of();
        }

        private PortalResponse show(PanelCall call) {
            if (wantsCsv(call.request())) {
                return csv(call.request(), of(call));
            }
            String file = PortalPaths.app(call.app().id(), CSV_PATH);
            return PortalResponse.page(
                    title(), page.render(call.request(), of(call), Audience.DEVELOPER, GROUPS_OF_APP, file));
        }
    }
}
