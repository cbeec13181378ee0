package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorIds;
import dev.drawbridge.core.internal.operator.OperatorLinks;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The section "Connections": live grants of all apps, which operators may end. Thread-safe. */
final class GrantsPanel implements OperatorPanel {

    static final String PATH = "/grants";
    static final String ID = "grant";

    private static final String ONE = PATH + "/{" + ID + "}";
    private static final String END = "/end";
    private static final int ORDER = 40;

    private final OperatedGrants grants;
    private final Templates templates = Templates.of(GrantsPanel.class);

    GrantsPanel(OperatedGrants grants) {
        this.grants = grants;
    }

    /**
     * The model of {@code grants.jte}.
     *
     * @param action the page itself
     * @param app what was searched for, like {@code company} and {@code user}
     * @param rows the grants
     * @param older the next page, or empty
     */
    record Model(String action, String app, String company, String user, List<Row> rows, String older) {}

    /** A grant; its {@code endPath} is empty for those who change nothing. */
    record Row(Grant grant, String appName, String appPath, String endPath) {}

    /** The model of {@code endGrant.jte}. */
    record EndModel(Grant grant, String appName, String action, String back, String formToken) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("grants.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("grants.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, this::page),
                OperatorRoute.formPage(ONE + END, this::ask),
                OperatorRoute.page("POST", ONE + END, this::end),
                OperatorRoute.json("GET", PATH, this::json),
                OperatorRoute.json("DELETE", ONE, this::delete));
    }

    private PortalResponse page(OperatorCall call) {
        OperatedGrants.Page page = grants.page(call.request());
        Parameters query = call.request().query();
        List<Row> rows = page.grants().stream().map(found -> row(found, call)).toList();
        Model model = new Model(
                OperatorPaths.PAGES + PATH,
                query.text(OperatedGrants.APP),
                query.text(OperatedGrants.COMPANY),
                query.text(OperatedGrants.USER),
                rows,
                OperatorLinks.older(call.request(), page.next()));
        return PortalResponse.page(title(), templates.render("grants", model));
    }

    private PortalResponse ask(OperatorCall call) {
        OperatedGrants.Found found = named(call.request());
        EndModel model = new EndModel(
                found.grant(), found.appName(), endPath(found.grant()), OperatorPaths.PAGES + PATH, call.formToken());
        return PortalResponse.page(
                templates.text().of("grants.end-title", found.appName()), templates.render("endGrant", model));
    }

    private PortalResponse end(OperatorCall call) {
        grants.end(named(call.request()).grant(), call.actor());
        return PortalResponse.seeOther(OperatorPaths.PAGES + PATH);
    }

    private PortalResponse json(OperatorCall call) {
        OperatedGrants.Page page = grants.page(call.request());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", page.grants().stream().map(GrantsPanel::of).toList());
        body.put("next", page.next());
        return PortalResponse.json(200, body);
    }

    private PortalResponse delete(OperatorCall call) {
        grants.end(named(call.request()).grant(), call.actor());
        return new PortalResponse.Raw(Response.empty(204));
    }

    private OperatedGrants.Found named(Request request) {
        String id = request.pathParameter(ID);
        if (!OperatorIds.canBe(id, GrantId.MAX_LENGTH)) {
            throw Router.nothingHere();
        }
        return grants.find(new GrantId(id)).orElseThrow(Router::nothingHere);
    }

    private static Row row(OperatedGrants.Found found, OperatorCall call) {
        return new Row(
                found.grant(),
                found.appName(),
                OperatorPaths.PAGES + AppsPanel.PATH + "/" + found.grant().app().value(),
                call.mayChange() ? endPath(found.grant()) : "");
    }

    private static String endPath(Grant grant) {
        return OperatorPaths.PAGES + PATH + "/" + grant.id().value() + END;
    }

    private static Map<String, @Nullable Object> of(OperatedGrants.Found found) {
        Grant grant = found.grant();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", grant.id().value());
        json.put("app", Map.of("id", grant.app().value(), "clientId", found.clientId(), "name", found.appName()));
        json.put("company", grant.company().value());
        json.put("user", grant.user().value());
        json.put(
                "runAs",
                Objects.toString(grant.runAs() == null ? null : grant.runAs().value(), null));
        json.put("scopes", List.copyOf(grant.scopes().names()));
        json.put("since", grant.since().toString());
        return json;
    }
}
