package dev.drawbridge.ratelimit.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.cache.HostUnavailableException;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tab "Limits" of an app: what remains to each company that connected it. Thread-safe. */
public final class LimitsPanel implements AppPanel {

    private static final String PATH = "/limits";
    private static final String CURSOR = "cursor";
    private static final int ORDER = 30;

    private final ConnectedCompanies companies;
    private final LimitNotices notices;
    private final Templates templates = Templates.of(LimitsPanel.class);

    public LimitsPanel(ConnectedCompanies companies, LimitNotices notices) {
        this.companies = companies;
        this.notices = notices;
    }

    /**
     * The model of {@code limits.jte}.
     *
     * @param rows the limits, company by company
     * @param without a sentence for each company that has no limit to show
     * @param next the path of the next page; empty on the last one
     */
    record Model(List<LimitRow> rows, List<String> without, String next) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("limits.title");
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
        return List.of(PanelRoute.page("GET", PATH, this::page), PanelRoute.json("GET", PATH, this::json));
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        return notices.of(apps, PATH);
    }

    private PortalResponse page(PanelCall call) {
        ConnectedCompanies.Page page = read(call);
        String next = page.next()
                .map(cursor -> PortalPaths.app(call.app().id(), PATH) + "?" + CURSOR + "="
                        + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                .orElse("");
        List<String> without = page.rows().stream()
                .filter(row -> row.limits().isEmpty())
                .map(row -> templates
                        .text()
                        .of("limits.without", row.company().name(), row.tier().code()))
                .toList();
        Model model = new Model(LimitRow.of(page.rows(), templates.text()), without, next);
        return PortalResponse.page(title(), templates.render("limits", model));
    }

    private PortalResponse json(PanelCall call) {
        return PortalResponse.json(200, LimitsJson.of(read(call)));
    }

    private ConnectedCompanies.Page read(PanelCall call) {
        try {
            return companies.page(call.app().id(), call.request().query().first(CURSOR));
        } catch (HostUnavailableException e) {
            throw new ProblemException(Problem.unavailable());
        }
    }
}
