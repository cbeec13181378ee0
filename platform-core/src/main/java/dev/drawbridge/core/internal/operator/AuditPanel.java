package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.activity.ActivityFormats;
import dev.drawbridge.core.internal.activity.ActivityLog;
import dev.drawbridge.core.internal.activity.ActivityPage;
import dev.drawbridge.core.internal.activity.Audience;
import dev.drawbridge.core.internal.activity.NamedEntry;
import dev.drawbridge.core.internal.html.SearchForm;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalQuery.Filter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The section "Audit": everything that anybody changed, as a table, JSON, CSV or lines of JSON. Thread-safe. */
public final class AuditPanel implements OperatorPanel {

    private static final String PATH = "/audit";
    private static final String CSV_PATH = PATH + ".csv";
    private static final String LINES_PATH = PATH + ".ndjson";
    private static final int ORDER = 60;
    private static final List<Filter> FILTERS = List.of(Filter.ACTOR, Filter.ACTION, Filter.TARGET);

    private final ActivityLog log;
    private final ActivityPage table;
    private final Templates templates = Templates.of(AuditPanel.class);

    /**
     * Makes the section.
     *
     * @param log reads the journal
     */
    public AuditPanel(ActivityLog log) {
        this.log = log;
        this.table = new ActivityPage(log);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("audit.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("audit.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, this::page),
                OperatorRoute.page("GET", CSV_PATH, call -> csv(call.request())),
                OperatorRoute.page("GET", LINES_PATH, call -> lines(call.request())),
                OperatorRoute.json("GET", PATH, this::json));
    }

    private PortalResponse page(OperatorCall call) {
        Request request = call.request();
        if (accepts(request, "text/csv")) {
            return csv(request);
        }
        Parameters query = request.query();
        SearchForm search = SearchForm.get(OperatorPaths.PAGES + PATH);
        FILTERS.forEach(filter ->
                search.text(name(filter), templates.text().of("audit." + name(filter)), query.text(name(filter))));
        search.submit(templates.text().of("search.submit"));
        return PortalResponse.page(
                title(),
                search.render()
                        .plus(table.render(
                                request,
                                query(request),
                                Audience.OPERATOR,
                                List.of(),
                                OperatorPaths.PAGES + CSV_PATH)));
    }

    private PortalResponse json(OperatorCall call) {
        Request request = call.request();
        if (accepts(request, "text/csv")) {
            return csv(request);
        }
        if (accepts(request, "application/x-ndjson")) {
            return lines(request);
        }
        ActivityLog.Page page = log.page(query(request), request.query().first("cursor"), Audience.OPERATOR);
        return PortalResponse.json(200, ActivityFormats.json(page, Audience.OPERATOR));
    }

    private PortalResponse csv(Request request) {
        return new PortalResponse.Raw(ActivityFormats.csv(all(request), "audit.csv"));
    }

    private PortalResponse lines(Request request) {
        Response lines = ActivityFormats.lines(all(request), Audience.OPERATOR);
        return new PortalResponse.Raw(lines.with("Content-Disposition", "attachment; filename=\"audit.ndjson\""));
    }

    private List<NamedEntry> all(Request request) {
        return log.download(query(request), Audience.OPERATOR);
    }

    private static JournalQuery query(Request request) {
        JournalQuery query = JournalQuery.all(ActivityLog.PAGE_SIZE);
        for (Filter filter : FILTERS) {
            Optional<String> value = request.query().first(name(filter)).filter(text -> !text.isBlank());
            query = value.isPresent() ? query.and(filter, value.get().strip()) : query;
        }
        return query;
    }

    private static String name(Filter filter) {
        return filter.name().toLowerCase(Locale.ROOT);
    }

    private static boolean accepts(Request request, String mediaType) {
        return request.header("Accept")
                .filter(accept -> accept.contains(mediaType))
                .isPresent();
    }
}
