package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.text.AppTexts;
import java.util.List;

/** The tab that edits and revokes an app. Thread-safe. */
final class SettingsPage implements AppPanel {

    private static final int ORDER = 90;
    private static final String REVOKE = "/revoke";
    private static final String REVOKE_TITLE = "Revoke app";
    private static final String CONFIRMATION = "name";

    private final EditApp edit;
    private final RevokeApp revoke;
    private final AppJson json;
    private final AppForm fields;
    private final OAuthAppRegistry registry;
    private final Grants grants;

    SettingsPage(
            EditApp edit, RevokeApp revoke, AppJson json, AppForm fields, OAuthAppRegistry registry, Grants grants) {
        this.edit = edit;
        this.revoke = revoke;
        this.json = json;
        this.fields = fields;
        this.registry = registry;
        this.grants = grants;
    }

    @Override
    public String path() {
        return "/edit";
    }

    @Override
    public String title() {
        return "Settings";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<PanelRoute> routes() {
        return AppProblems.mapping(List.of(
                PanelRoute.page("GET", path(), this::show),
                PanelRoute.page("POST", path(), this::save).reauthenticatedIf(AccessChange::ofForm),
                PanelRoute.page("GET", REVOKE, this::revokeForm).reauthenticated(),
                PanelRoute.page("POST", REVOKE, this::revoke).reauthenticated(),
                PanelRoute.json("GET", "", json::show),
                PanelRoute.json("PATCH", "", json::edit).reauthenticatedIf(AccessChange::ofJson),
                PanelRoute.json("POST", REVOKE, json::revoke).reauthenticated()));
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        return List.of();
    }

    @Override
    public Html summary(App app) {
        // The overview itself shows what the settings are.
        return Html.EMPTY;
    }

    /** Tells whether the developer may change the app, so that pages offer only what will be accepted. */
    static boolean changeable(App app) {
        return app.status() != AppStatus.REVOKED && app.definedBy() != DefinedBy.INTERNAL;
    }

    private Answer show(PanelCall call) {
        App app = call.app();
        if (!changeable(app)) {
            String why = app.status() == AppStatus.REVOKED
                    ? AppRefusal.APP_REVOKED.detail()
                    : "This is an internal app. It cannot be changed here.";
            return Answer.page(title(), Alert.info(why).render());
        }
        Html saved =
                call.request().query().has("saved") ? Alert.success("Saved.").render() : Html.EMPTY;
        return Answer.page(title(), saved.plus(render(call, app, AppInput.of(app), FieldErrors.NONE)));
    }

    private Answer save(PanelCall call) {
        App app = call.app();
        AppInput input = EditApp.ofForm(call);
        if (!call.request().form().text("version").equals(Long.toString(app.version()))) {
            return conflict(call, app, input);
        }
        try {
            edit.run(call, edit.read(app, input));
            return Answer.seeOther(AppPaths.page(app, path() + "?saved="));
        } catch (AppRefusedException e) {
            return refused(call, app, input, e);
        }
    }

    private Answer refused(PanelCall call, App app, AppInput input, AppRefusedException refused) {
        return switch (refused.refusal()) {
            case STALE_VERSION -> conflict(call, registry.find(app.id()).orElse(app), input);
            case INVALID_FIELDS -> Answer.invalid(title(), render(call, app, input, AppForm.joined(refused.errors())));
            default -> throw refused;
        };
    }

    /** Shows what somebody else saved beside what was typed; sending the form again keeps what was typed. */
    private Answer conflict(PanelCall call, App app, AppInput typed) {
        AppInput now = AppInput.of(app);
        DataTable table = DataTable.of("Differences", "Field", "Saved meanwhile", "Your value");
        for (String name : AppInput.names()) {
            AppField field = AppField.named(name).orElseThrow();
            String theirs = now.asText(field);
            String mine = typed.asText(field);
            if (field != AppField.TYPE && !theirs.equals(mine)) {
                table = table.row(Html.text(name), Html.text(theirs), Html.text(mine));
            }
        }
        Html alert = Alert.warning("Check the differences. Saving again keeps your values.")
                .title("The app was changed in the meantime.")
                .render();
        Html differences = table.isEmpty() ? Html.EMPTY : Card.of("Differences", table.render());
        return new Answer.Page(409, title(), alert.plus(differences).plus(render(call, app, typed, FieldErrors.NONE)));
    }

    private Html render(PanelCall call, App app, AppInput input, FieldErrors errors) {
        Form form = Form.post(AppPaths.page(app, path()), call.portal().formToken())
                .errors(errors)
                .hidden("version", Long.toString(app.version()));
        Form whole = fields.addChangeable(form, input, errors);
        Html hint = Text.muted("Changes hold at once. Users must consent again before added scopes are "
                + "granted; removed scopes and redirect URIs stop working.");
        Html danger = Card.danger("Danger zone", Link.danger(AppPaths.page(app, REVOKE), "Revoke this app"));
        return Card.plain(hint.plus(whole.submit("Save")
                        .cancel(AppPaths.page(app, ""), "Cancel")
                        .render()))
                .plus(danger);
    }

    private Answer revokeForm(PanelCall call) {
        return Answer.page(REVOKE_TITLE, renderRevoke(call, FieldErrors.NONE));
    }

    private Answer revoke(PanelCall call) {
        String typed = AppTexts.cleanName(call.request().form().text(CONFIRMATION));
        if (!typed.equals(call.app().profile().name())) {
            FieldErrors errors = FieldErrors.NONE.plus(
                    CONFIRMATION, AppFieldCode.NAME_MISMATCH, "Type the name of the app exactly as shown.");
            return Answer.invalid(REVOKE_TITLE, renderRevoke(call, errors));
        }
        revoke.run(call);
        return Answer.seeOther(AppPaths.page(call.app(), ""));
    }

    private Html renderRevoke(PanelCall call, FieldErrors errors) {
        App app = call.app();
        int connections = grants.activeOf(app.id()).size();
        String ends = connections == 1 ? "1 connection" : connections + " connections";
        Form form = Form.post(AppPaths.page(app, REVOKE), call.portal().formToken())
                .errors(errors)
                .add(Field.text(CONFIRMATION, "Type the name of the app")
                        .hint(app.profile().name())
                        .required()
                        .autocomplete("off")
                        .error(errors))
                .danger("Revoke app", "action", "revoke")
                .cancel(AppPaths.page(app, path()), "Cancel");
        return Alert.warning("Ends " + ends + " and every token of the app. Secrets and webhooks stop. Its place is "
                        + "free for another app.")
                .title("This cannot be undone.")
                .render()
                .plus(Card.plain(form.render()));
    }
}
