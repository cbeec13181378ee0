package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.CodeBlock;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Stats;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.internal.usage.UsageReport.Day;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tab "Usage" of an app: how many calls per day, and how they ended. Thread-safe. */
final class UsagePanel implements AppPanel {

    private static final Logger LOG = LoggerFactory.getLogger(UsagePanel.class);
    private static final Templates TEMPLATES = Templates.of(UsagePanel.class);

    private static final String PATH = "/usage";
    private static final String CSV = PATH + ".csv";
    private static final int ORDER = 20;
    private static final int PAGE_DAYS = 30;
    private static final int MAX_DAYS = 90;

    private static final String SAMPLE = """
            curl "$API_URL" \\
              -H "Authorization: Bearer $ACCESS_TOKEN\"""";

    private final UsageStore store;
    private final PlatformClock clock;
    private final OnceInAWhile failures = new OnceInAWhile();

    UsagePanel(UsageStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return "Usage";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Html summary(App app) {
        return orUnavailable(() -> {
            UsageReport report = report(app, PAGE_DAYS);
            Html figures = Stats.begin()
                    .add("Last 30 days", UsageChart.count(report.sum().total()))
                    .add(
                            "Today so far",
                            UsageChart.count(report.today().counts().total()))
                    .render();
            String href = PortalPaths.app(app.id(), PATH);
            return Card.of("Usage", Link.to(href, "View usage"), figures);
        });
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

    private Answer page(PanelCall call) {
        return Answer.page("Usage", orUnavailable(() -> content(call.app())));
    }

    private Answer csv(PanelCall call) {
        Response csv = Response.of(
                        200, "text/csv", report(call.app(), PAGE_DAYS).toCsv())
                .with("Content-Disposition", "attachment; filename=\"usage.csv\"")
                .with("X-Content-Type-Options", "nosniff")
                .noStore();
        return new Answer.Raw(csv);
    }

    private Answer json(PanelCall call) {
        int days = days(call.request().query().first("days").orElse(String.valueOf(PAGE_DAYS)));
        return Answer.json(200, report(call.app(), days).toJson());
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
            return EmptyState.of(
                            "No requests yet",
                            "Call the API with an access token of this app; its requests appear here within a minute.",
                            Html.EMPTY)
                    .plus(CodeBlock.of("usage-sample", "Make a request with curl", SAMPLE));
        }
        UsageReport report = report(app, PAGE_DAYS);
        LocalDate firstDay = LocalDate.ofInstant(app.createdAt(), ZoneOffset.UTC);
        Html chart = TEMPLATES.render("usage", new Model(UsageChart.of(report, firstDay), table(report)));
        return stats(allTime, report).plus(Card.of("Last 30 days", Link.to(csvPath(app), "Download CSV"), chart));
    }

    private static String csvPath(App app) {
        return PortalPaths.app(app.id(), CSV);
    }

    private static Html stats(long allTime, UsageReport report) {
        UsageCounts sum = report.sum();
        long errors = report.days().stream().mapToLong(Day::errors).sum();
        double share = sum.total() == 0 ? 0 : 100.0 * errors / sum.total();
        return Stats.begin()
                .add("All time", UsageChart.count(allTime))
                .add("Last 30 days", UsageChart.count(sum.total()))
                .add("Today so far", UsageChart.count(report.today().counts().total()))
                .add("Rate-limited (30 days)", UsageChart.count(sum.rateLimited()))
                .add("Errors (30 days)", String.format(Locale.ROOT, "%.1f %%", share))
                .render();
    }

    private static Html table(UsageReport report) {
        DataTable table = DataTable.of("Requests per day", "Date (UTC)", "Total", "OK", "Errors", "Rate-limited");
        for (Day day : report.days()) {
            table.row(
                    Html.text(day.date().toString()),
                    Html.text(UsageChart.count(day.counts().total())),
                    Html.text(UsageChart.count(day.counts().ok())),
                    Html.text(UsageChart.count(day.errors())),
                    Html.text(UsageChart.count(day.counts().rateLimited())));
        }
        return table.render();
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
            return Alert.warning("Usage is temporarily unavailable.").render();
        }
    }

    record Model(UsageChart chart, Html table) {}
}
