package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.internal.usage.UsageRequest.WrongParameterException;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tab "Usage" of an app: how many calls per day, and how they ended. Thread-safe. */
final class UsagePanel implements AppPanel {

    private static final Logger LOG = LoggerFactory.getLogger(UsagePanel.class);

    private static final String PATH = "/usage";
    private static final String CSV = PATH + ".csv";
    private static final int ORDER = 20;
    private static final int PAGE_DAYS = 30;
    private static final int MAX_DAYS = 90;

    private static final String SAMPLE = """
        curl "$API_URL" \\
          -H "Authorization: Bearer $ACCESS_TOKEN\"\
        """;

    private final UsageStore store;
    private final Grants grants;
    private final PlatformClock clock;
    private final OnceInAWhile failures = new OnceInAWhile();
    private final Templates templates = Templates.of(UsagePanel.class);

    UsagePanel(UsageStore store, Grants grants, PlatformClock clock) {
        this.store = store;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * The model of {@code usage.jte}.
     *
     * @param csv where the table is a file
     * @param allTime how many calls there were ever
     * @param report the calls of the last days
     * @param chart the same as a chart
     * @param routes what was called in these days
     * @param companies for which companies
     */
    record Model(
            String csv,
            long allTime,
            UsageReport report,
            UsageChart chart,
            UsageBreakdown routes,
            UsageBreakdown companies) {}

    /**
     * The model of {@code usageFigures.jte}.
     *
     * @param path of the tab
     * @param companies how many connected the app
     * @param report the calls of the last days
     * @param chart the same as a chart
     */
    record Figures(String path, long companies, UsageReport report, UsageChart chart) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("usage.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Html figures(App app) {
        return orUnavailable(() -> templates.render("usageFigures", figuresOf(app)));
    }

    private Figures figuresOf(App app) {
        UsageReport report = report(app, PAGE_DAYS);
        long companies = grants.activeOf(app.id()).stream()
                .map(Grant::company)
                .distinct()
                .count();
        return new Figures(PortalPaths.app(app.id(), PATH), companies, report, chart(app, report));
    }

    private UsageChart chart(App app, UsageReport report) {
        return UsageChart.of(report, LocalDate.ofInstant(app.createdAt(), ZoneOffset.UTC), templates.text());
    }

    /** The figures are at the top of the overview already. */
    @Override
    public Html summary(App app) {
        return Html.EMPTY;
    }

    @Override
    public List<PanelRoute> routes() {
        return List.of(
                PanelRoute.page("GET", PATH, this::page),
                PanelRoute.page("GET", CSV, this::csv),
                PanelRoute.json("GET", PATH, this::json));
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        return List.of();
    }

    private PortalResponse page(PanelCall call) {
        return PortalResponse.page(title(), orUnavailable(() -> content(call.app())));
    }

    private PortalResponse csv(PanelCall call) {
        Parameters query = call.request().query();
        String table = UsageRequest.isIn(query)
                ? periods(call.app(), query).toCsv()
                : report(call.app(), PAGE_DAYS).toCsv();
        Response csv = Response.of(200, "text/csv", table)
                .with("Content-Disposition", "attachment; filename=\"usage.csv\"")
                .with("X-Content-Type-Options", "nosniff")
                .noStore();
        return new PortalResponse.Raw(csv);
    }

    private PortalResponse json(PanelCall call) {
        Parameters query = call.request().query();
        if (UsageRequest.isIn(query)) {
            return PortalResponse.json(200, periods(call.app(), query).toJson());
        }
        int days = days(query.first("days").orElse(String.valueOf(PAGE_DAYS)));
        return PortalResponse.json(200, report(call.app(), days).toJson());
    }

    private UsagePeriods periods(App app, Parameters query) {
        try {
            return UsagePeriods.read(store, app.id(), UsageRequest.of(query, clock.instant()));
        } catch (WrongParameterException e) {
            throw new ProblemException(Problem.invalidFields(List.of(e.error())));
        }
    }

    private static int days(String text) {
        if (text.matches("[1-9]\\d?") && Integer.parseInt(text) <= MAX_DAYS) {
            return Integer.parseInt(text);
        }
        throw new ProblemException(Problem.invalidFields(
                List.of(new FieldError("days", "out_of_range", "Ask for 1 to " + MAX_DAYS + " days."))));
    }

    private Html content(App app) {
        long allTime = store.total(app.id());
        if (allTime == 0) {
            return templates.render("noUsage", SAMPLE);
        }
        UsageReport report = report(app, PAGE_DAYS);
        return templates.render(
                "usage",
                new Model(
                        PortalPaths.app(app.id(), CSV),
                        allTime,
                        report,
                        chart(app, report),
                        breakdown(app, UsageGroup.ROUTE),
                        breakdown(app, UsageGroup.COMPANY)));
    }

    private UsageBreakdown breakdown(App app, UsageGroup group) {
        Instant now = clock.instant();
        Instant from = UsageGrain.DAY.start(now).minus(Duration.ofDays(PAGE_DAYS - 1L));
        return UsageBreakdown.of(
                store.sums(new UsageQuery(app.id(), UsageGrain.DAY, from, now.plusMillis(1), Set.of(group))));
    }

    private UsageReport report(App app, int days) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return UsageReport.ending(today, days, store.days(app.id(), today.minusDays(days - 1L), today));
    }

    /** A usage error must not fail the page. */
    private Html orUnavailable(Supplier<Html> content) {
        try {
            return content.get();
        } catch (RuntimeException e) {
            failures.log(others -> LOG.warn("Usage could not be read, {} times before", others, e));
            return templates.render("usageUnavailable");
        }
    }
}
