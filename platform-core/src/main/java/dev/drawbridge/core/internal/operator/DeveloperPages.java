package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages about developers. Thread-safe. */
final class DeveloperPages {

    private final FoundDevelopers found;
    private final SuspendDeveloper suspend;
    private final Templates templates = Templates.of(DeveloperPages.class);

    DeveloperPages(FoundDevelopers found, SuspendDeveloper suspend) {
        this.found = found;
        this.suspend = suspend;
    }

    /**
     * The model of {@code developers.jte}.
     *
     * @param action the page itself
     * @param q what was searched for
     * @param rows the developers
     * @param older the next page, or empty
     */
    record ListModel(String action, String q, List<Row> rows, String older) {}

    /** A developer in the list. */
    record Row(String path, String name, String email, String status, Tone tone, Instant since) {}

    /**
     * The model of {@code developer.jte}.
     *
     * @param row who
     * @param id of the developer
     * @param verified whether the address is confirmed
     * @param suspension why they are suspended, or null
     * @param apps their apps
     * @param formToken the token of forms
     * @param mayChange whether the operator sees what changes something
     */
    record Model(
            Row row,
            String id,
            boolean verified,
            @Nullable Suspension suspension,
            List<AppRow> apps,
            String formToken,
            boolean mayChange) {}

    /** An app of the developer. */
    record AppRow(String path, String name, String status) {}

    /**
     * The model of {@code suspendDeveloper.jte}.
     *
     * @param path of the developer's page
     * @param reason what was typed
     * @param freezeApps what was ticked
     * @param errors what is wrong
     * @param formToken the token of forms
     */
    record SuspendModel(String path, String reason, boolean freezeApps, FieldErrors errors, String formToken) {}

    PortalResponse list(OperatorCall call) {
        FoundDevelopers.Page page = found.page(call.request());
        String action = OperatorPaths.PAGES + DevelopersPanel.PATH;
        String q = call.request().query().text("q");
        ListModel model = new ListModel(
                action,
                q,
                page.accounts().stream().map(this::row).toList(),
                OperatorLinks.older(call.request(), page.next()));
        return PortalResponse.page(templates.text().of("developers.title"), templates.render("developers", model));
    }

    PortalResponse show(OperatorCall call) {
        Account account = found.named(call.request());
        Suspension suspension = found.suspension(account).orElse(null);
        Model model = new Model(
                row(account),
                account.id().value(),
                account.verified(),
                suspension,
                found.apps(account).stream().map(DeveloperPages::appRow).toList(),
                call.formToken(),
                call.mayChange());
        return PortalResponse.page(called(account), templates.render("developer", model));
    }

    PortalResponse askReason(OperatorCall call) {
        return ask(call, new SuspendDeveloper.Input(new Reason(""), true), FieldErrors.NONE);
    }

    PortalResponse suspend(OperatorCall call) {
        Account account = found.named(call.request());
        SuspendDeveloper.Input input =
                SuspendDeveloper.Input.ofForm(call.request().form());
        Optional<FieldError> wrong = input.reason().wrong();
        if (wrong.isPresent()) {
            return ask(call, input, FieldErrors.of(List.of(wrong.get())));
        }
        suspend.suspend(account.id(), input, call);
        return PortalResponse.seeOther(path(account));
    }

    PortalResponse unsuspend(OperatorCall call) {
        Account account = found.named(call.request());
        suspend.unsuspend(account.id(), call);
        return PortalResponse.seeOther(path(account));
    }

    private PortalResponse ask(OperatorCall call, SuspendDeveloper.Input input, FieldErrors errors) {
        Account account = found.named(call.request());
        String title = templates.text().of("developers.suspend-title", called(account));
        SuspendModel model =
                new SuspendModel(path(account), input.reason().text(), input.freezeApps(), errors, call.formToken());
        return errors.isEmpty()
                ? PortalResponse.page(title, templates.render("suspendDeveloper", model))
                : PortalResponse.invalid(title, templates.render("suspendDeveloper", model));
    }

    private Row row(Account account) {
        String status = FoundDevelopers.status(account);
        Tone tone = switch (status) {
            case "ACTIVE" -> Tone.GOOD;
            case "SUSPENDED" -> Tone.BAD;
            default -> Tone.NEUTRAL;
        };
        String name = account.name().isEmpty() ? templates.text().of("developers.unnamed") : account.name();
        return new Row(path(account), name, account.email(), status, tone, account.createdAt());
    }

    private static AppRow appRow(App app) {
        return new AppRow(
                OperatorPaths.PAGES + "/apps/" + app.id().value(),
                app.profile().name(),
                app.status().name());
    }

    private static String called(Account account) {
        return account.name().isEmpty() ? account.email() : account.name();
    }

    private static String path(Account account) {
        return OperatorPaths.PAGES + DevelopersPanel.PATH + "/" + account.id().value();
    }
}
