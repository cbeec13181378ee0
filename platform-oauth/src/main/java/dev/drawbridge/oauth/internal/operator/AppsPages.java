package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.internal.operator.OperatorLinks;
import dev.drawbridge.core.internal.operator.Reason;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of apps, and the page of one. Thread-safe. */
final class AppsPages {

    private final OperatedApps apps;
    private final Developers developers;
    private final Grants grants;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(AppsPages.class);

    AppsPages(OperatedApps apps, Developers developers, Grants grants, PlatformClock clock) {
        this.apps = apps;
        this.developers = developers;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * The model of {@code apps.jte}.
     *
     * @param action the page itself
     * @param q what was searched for
     * @param status the status that was chosen
     * @param statuses the choices
     * @param definedBy who was chosen
     * @param definers the choices
     * @param rows the apps
     * @param older the next page, or empty
     * @param create where an app of the host's own is registered; empty for those who change nothing
     */
    record ListModel(
            String action,
            String q,
            String status,
            List<Option> statuses,
            String definedBy,
            List<Option> definers,
            List<Row> rows,
            String older,
            String create) {}

    /** An app in the list. */
    record Row(App app, String path, String status, Tone tone, String owner) {}

    /**
     * The model of {@code app.jte}.
     *
     * @param row the app
     * @param ownerPath the page of its developer, or empty
     * @param connections how many companies and users connected it
     * @param grantsPath where these are listed
     * @param auditPath where its changes are listed
     * @param mayChange whether the operator sees what changes something
     * @param formToken the token of forms
     */
    record Model(
            Row row,
            String ownerPath,
            int connections,
            String grantsPath,
            String auditPath,
            boolean mayChange,
            String formToken) {

        boolean revoked() {
            return row.app().status() == AppStatus.REVOKED;
        }

        boolean suspended() {
            return row.app().status() == AppStatus.SUSPENDED;
        }
    }

    /** The model of {@code suspendApp.jte}. */
    record SuspendModel(String path, String reason, FieldErrors errors, String formToken) {}

    PortalResponse list(OperatorCall call) {
        OperatedApps.Page page = apps.page(call.request());
        Parameters query = call.request().query();
        ListModel model = new ListModel(
                OperatorPaths.PAGES + AppsPanel.PATH,
                query.text("q"),
                query.text(OperatedApps.STATUS).toUpperCase(Locale.ROOT),
                options("apps.status-", OperatedApps.statuses()),
                query.text(OperatedApps.DEFINED_BY).toUpperCase(Locale.ROOT),
                options(
                        "apps.defined-by-",
                        Arrays.stream(DefinedBy.values()).map(Enum::name).toList()),
                page.apps().stream().map(this::row).toList(),
                OperatorLinks.older(call.request(), page.next()),
                call.mayChange() ? OperatorPaths.PAGES + AppsPanel.NEW : "");
        return PortalResponse.page(templates.text().of("apps.title"), templates.render("apps", model));
    }

    PortalResponse show(OperatorCall call) {
        App app = apps.named(call.request());
        Model model = new Model(
                row(app),
                app.owner() == null
                        ? ""
                        : OperatorPaths.DEVELOPERS + "/" + app.owner().value(),
                grants.activeOf(app.id()).size(),
                OperatorPaths.PAGES + "/grants?app=" + app.id().value(),
                OperatorPaths.PAGES + "/audit?target=" + app.id().value(),
                call.mayChange(),
                call.formToken());
        return PortalResponse.page(app.profile().name(), templates.render("app", model));
    }

    PortalResponse askReason(OperatorCall call) {
        return ask(call, new Reason(""), FieldErrors.NONE);
    }

    PortalResponse suspend(OperatorCall call) {
        Reason reason = Reason.ofForm(call.request().form());
        Optional<FieldError> wrong = reason.wrong();
        if (wrong.isPresent()) {
            return ask(call, reason, FieldErrors.of(List.of(wrong.get())));
        }
        App app = apps.suspend(apps.named(call.request()), reason, call.actor());
        return PortalResponse.seeOther(OperatorPaths.PAGES + AppsPanel.path(app));
    }

    PortalResponse resume(OperatorCall call) {
        App app = apps.resume(apps.named(call.request()), call.actor());
        return PortalResponse.seeOther(OperatorPaths.PAGES + AppsPanel.path(app));
    }

    private PortalResponse ask(OperatorCall call, Reason reason, FieldErrors errors) {
        App app = apps.named(call.request());
        String title = templates.text().of("apps.suspend-title", app.profile().name());
        SuspendModel model =
                new SuspendModel(OperatorPaths.PAGES + AppsPanel.path(app), reason.text(), errors, call.formToken());
        return errors.isEmpty()
                ? PortalResponse.page(title, templates.render("suspendApp", model))
                : PortalResponse.invalid(title, templates.render("suspendApp", model));
    }

    private List<Option> options(String prefix, List<String> values) {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", templates.text().of("apps.any")));
        values.forEach(value -> options.add(Option.of(value, templates.text().of(prefix + value))));
        return options;
    }

    private Row row(App app) {
        String status = app.statusAt(clock.instant());
        Tone tone = switch (status) {
            case "ACTIVE" -> Tone.GOOD;
            case "REVOKED" -> Tone.BAD;
            default -> Tone.WARN;
        };
        return new Row(app, OperatorPaths.PAGES + AppsPanel.path(app), status, tone, owner(app));
    }

    private String owner(App app) {
        return app.owner() == null
                ? ""
                : developers
                        .find(app.owner())
                        .map(AppsPages::called)
                        .orElse(app.owner().value());
    }

    private static String called(DeveloperContact contact) {
        return contact.name().isEmpty() ? contact.email() : contact.name();
    }
}
