package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forms that register an app of the host's own, and edit any app. Thread-safe. */
final class AppFormPages {

    private static final String VERSION = "version";

    private final OperatedApps apps;
    private final AppForm form;
    private final OneTimeForms once;
    private final Transactions transactions;
    private final Templates templates = Templates.of(AppFormPages.class);

    AppFormPages(OperatedApps apps, AppForm form, OneTimeForms once, Transactions transactions) {
        this.apps = apps;
        this.form = form;
        this.once = once;
        this.transactions = transactions;
    }

    /**
     * The model of {@code appForm.jte}.
     *
     * @param note what is said above the form, or empty
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param formId lets the form count once; empty for an edit
     * @param version of the app that the form shows; empty for a new one
     */
    record Model(
            String note,
            String action,
            String back,
            String formId,
            String version,
            String submit,
            List<Html> fields,
            FieldErrors errors,
            String formToken) {}

    /**
     * The model of {@code appRegistered.jte}.
     *
     * @param clientSecret the secret; null if apps of this type have none
     * @param next the page of the app
     */
    record Registered(String clientId, @Nullable Secret clientSecret, String next) {}

    PortalResponse blank(OperatorCall call) {
        return newForm(call, 200, AppInput.blank(""), FieldErrors.NONE);
    }

    PortalResponse create(OperatorCall call) {
        AppInput input = AppInput.ofForm(call.request().form());
        String formId = call.request().form().text(OneTimeForms.FIELD);
        try {
            Optional<RegisteredApp> created = transactions.inTransaction(() -> once.firstUse(formId)
                    ? Optional.of(apps.create(apps.readNew(input), call.actor()))
                    : Optional.empty());
            return created.map(this::registered)
                    .orElseGet(() -> PortalResponse.seeOther(OperatorPaths.PAGES + AppsPanel.PATH));
        } catch (AppRefusedException e) {
            return newForm(call, 422, input, fields(e));
        }
    }

    PortalResponse edit(OperatorCall call) {
        App app = apps.named(call.request());
        return editForm(call, 200, app, AppInput.of(app), FieldErrors.NONE, "");
    }

    PortalResponse save(OperatorCall call) {
        App app = apps.named(call.request());
        AppInput input = AppInput.ofForm(call.request().form());
        if (!call.request().form().text(VERSION).equals(Long.toString(app.version()))) {
            return conflict(call, input);
        }
        try {
            App saved = apps.edit(app, input, call.actor());
            return PortalResponse.seeOther(OperatorPaths.PAGES + AppsPanel.path(saved));
        } catch (AppRefusedException e) {
            return e.refusal() == AppRefusal.STALE_VERSION
                    ? conflict(call, input)
                    : editForm(call, 422, app, input, fields(e), "");
        }
    }

    private PortalResponse conflict(OperatorCall call, AppInput input) {
        App now = apps.named(call.request());
        return editForm(
                call, 409, now, input, FieldErrors.NONE, templates.text().of("app-form.conflict"));
    }

    private PortalResponse newForm(OperatorCall call, int status, AppInput input, FieldErrors errors) {
        String list = OperatorPaths.PAGES + AppsPanel.PATH;
        Model model = new Model(
                templates.text().of("app-form.internal"),
                OperatorPaths.PAGES + AppsPanel.NEW,
                list,
                once.issue(),
                "",
                templates.text().of("app-form.create"),
                parts(field -> true, input, errors),
                errors,
                call.formToken());
        return page(status, templates.text().of("app-form.new-title"), model);
    }

    private PortalResponse editForm(
            OperatorCall call, int status, App app, AppInput input, FieldErrors errors, String note) {
        String path = OperatorPaths.PAGES + AppsPanel.path(app);
        Model model = new Model(
                note,
                path + AppsPanel.EDIT,
                path,
                "",
                Long.toString(app.version()),
                templates.text().of("app-form.save"),
                parts(field -> field != AppField.TYPE, input, errors),
                errors,
                call.formToken());
        String title = templates.text().of("app-form.edit-title", app.profile().name());
        return page(status, title, model);
    }

    private List<Html> parts(Predicate<AppField> chosen, AppInput input, FieldErrors errors) {
        return Stream.of(AppField.values())
                .filter(chosen)
                .map(field -> form.part(field, input, errors))
                .toList();
    }

    private PortalResponse page(int status, String title, Model model) {
        Html content = templates.render("appForm", model);
        return new PortalResponse.Page(status, title, content);
    }

    private PortalResponse registered(RegisteredApp created) {
        Registered model = new Registered(
                created.app().clientId().value(),
                created.clientSecret().orElse(null),
                OperatorPaths.PAGES + AppsPanel.path(created.app()));
        return PortalResponse.page(
                templates.text().of("app-registered.title"), templates.render("appRegistered", model));
    }

    private static FieldErrors fields(AppRefusedException refused) {
        if (refused.refusal() != AppRefusal.INVALID_FIELDS) {
            throw refused;
        }
        return AppForm.joined(refused.errors());
    }
}
