package dev.drawbridge.webhooks.internal.operator;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorIds;
import dev.drawbridge.core.internal.operator.OperatorLinks;
import dev.drawbridge.core.internal.operator.OperatorRefusal;
import dev.drawbridge.core.internal.operator.Reason;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointBacklog;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section "Webhooks": endpoints of all apps, what waits for them, and a way to stop one. Thread-safe. */
public final class WebhooksSection implements OperatorPanel {

    private static final String PATH = "/webhooks";
    private static final String ID = "endpoint";
    private static final String DISABLE = PATH + "/{" + ID + "}/disable";
    private static final int ORDER = 50;
    private static final int PAGE_SIZE = 50;

    private final Endpoints endpoints;
    private final Apps apps;
    private final Templates templates = Templates.of(WebhooksSection.class);

    /**
     * Makes the section.
     *
     * @param endpoints finds and stops endpoints
     * @param apps names their apps
     */
    public WebhooksSection(Endpoints endpoints, Apps apps) {
        this.endpoints = endpoints;
        this.apps = apps;
    }

    /**
     * The model of {@code endpoints.jte}.
     *
     * @param rows the endpoints
     * @param older the next page, or empty
     */
    record Model(List<Row> rows, String older) {}

    /** An endpoint; its {@code disablePath} is empty if nothing can be stopped, or not by this operator. */
    record Row(EndpointBacklog found, String appName, String appPath, String status, Tone tone, String disablePath) {}

    /** The model of {@code disableEndpoint.jte}. */
    record DisableModel(String url, String action, String back, String reason, FieldErrors errors, String formToken) {}

    /** A page of endpoints, and the cursor of the next one. */
    private record Page(
            List<EndpointBacklog> found, @Nullable String next) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("endpoints.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("endpoints.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, this::page),
                OperatorRoute.formPage(DISABLE, call -> ask(call, new Reason(""), FieldErrors.NONE)),
                OperatorRoute.page("POST", DISABLE, this::disableByForm),
                OperatorRoute.json("GET", PATH, this::json),
                OperatorRoute.json("POST", DISABLE, this::disableByJson));
    }

    private PortalResponse page(OperatorCall call) {
        Page page = read(call.request());
        List<Row> rows = page.found().stream().map(found -> row(found, call)).toList();
        return PortalResponse.page(
                title(),
                templates.render("endpoints", new Model(rows, OperatorLinks.older(call.request(), page.next()))));
    }

    private PortalResponse json(OperatorCall call) {
        Page page = read(call.request());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", page.found().stream().map(this::of).toList());
        body.put("next", page.next());
        return PortalResponse.json(200, body);
    }

    private PortalResponse ask(OperatorCall call, Reason reason, FieldErrors errors) {
        WebhookEndpoint endpoint = named(call.request());
        DisableModel model = new DisableModel(
                endpoint.url().toString(),
                call.request().path(),
                OperatorPaths.PAGES + PATH,
                reason.text(),
                errors,
                call.formToken());
        String title = templates.text().of("endpoints.disable-title");
        return errors.isEmpty()
                ? PortalResponse.page(title, templates.render("disableEndpoint", model))
                : PortalResponse.invalid(title, templates.render("disableEndpoint", model));
    }

    private PortalResponse disableByForm(OperatorCall call) {
        Reason reason = Reason.ofForm(call.request().form());
        Optional<FieldError> wrong = reason.wrong();
        if (wrong.isPresent()) {
            return ask(call, reason, FieldErrors.of(List.of(wrong.get())));
        }
        disable(call, reason);
        return PortalResponse.seeOther(OperatorPaths.PAGES + PATH);
    }

    // Without a body, too: programs need not say why.
    private PortalResponse disableByJson(OperatorCall call) {
        Request request = call.request();
        Reason reason = request.body().length == 0
                ? new Reason("")
                : Reason.ofJson(request.json().only(Set.of(Reason.FIELD)));
        return PortalResponse.json(200, of(new EndpointBacklog(disable(call, reason), 0, null)));
    }

    private WebhookEndpoint disable(OperatorCall call, Reason reason) {
        return endpoints
                .disable(named(call.request()), reason.text(), call.actor())
                .orElseThrow(OperatorRefusal.ALREADY_DISABLED::problem);
    }

    private WebhookEndpoint named(Request request) {
        String id = request.pathParameter(ID);
        if (!OperatorIds.canBe(id, EndpointId.MAX_LENGTH)) {
            throw Router.nothingHere();
        }
        return endpoints.find(new EndpointId(id)).orElseThrow(Router::nothingHere);
    }

    private Page read(Request request) {
        EndpointId after = request.query()
                .first("cursor")
                .filter(id -> OperatorIds.canBe(id, EndpointId.MAX_LENGTH))
                .map(EndpointId::new)
                .orElse(null);
        List<EndpointBacklog> found = endpoints.backlog(after, PAGE_SIZE + 1);
        List<EndpointBacklog> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        return new Page(
                shown,
                found.size() > PAGE_SIZE
                        ? shown.get(PAGE_SIZE - 1).endpoint().id().value()
                        : null);
    }

    private Row row(EndpointBacklog found, OperatorCall call) {
        WebhookEndpoint endpoint = found.endpoint();
        boolean active = endpoint.status() == EndpointStatus.ACTIVE;
        return new Row(
                found,
                apps.find(endpoint.app())
                        .map(app -> app.profile().name())
                        .orElse(endpoint.app().value()),
                OperatorPaths.PAGES + "/apps/" + endpoint.app().value(),
                templates.text().of("endpoints.status-" + endpoint.status()),
                active ? Tone.GOOD : endpoint.status().disabled() ? Tone.BAD : Tone.WARN,
                active && call.mayChange()
                        ? OperatorPaths.PAGES
                                + DISABLE.replace("{" + ID + "}", endpoint.id().value())
                        : "");
    }

    private Map<String, @Nullable Object> of(EndpointBacklog found) {
        WebhookEndpoint endpoint = found.endpoint();
        Optional<App> app = apps.find(endpoint.app());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", endpoint.id().value());
        json.put(
                "app",
                Map.of(
                        "id", endpoint.app().value(),
                        "clientId", app.map(it -> it.clientId().value()).orElse(""),
                        "name", app.map(it -> it.profile().name()).orElse("")));
        json.put("url", endpoint.url().toString());
        json.put("events", endpoint.events());
        json.put("status", endpoint.status().name());
        json.put("pending", found.pending());
        json.put("oldestPending", Objects.toString(found.oldest(), null));
        json.put("createdAt", endpoint.createdAt().toString());
        return json;
    }
}
