package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.logo.LogoPanel;
import dev.drawbridge.oauth.internal.review.ReviewPage;
import dev.drawbridge.oauth.internal.text.AppTexts;
import java.util.List;
import java.util.stream.Stream;

/** The tab that edits and revokes an app. Thread-safe. */
final class SettingsPage implements AppPanel {

    /** The field of the form that revokes. */
    static final String CONFIRMATION = "name";

    private static final int ORDER = 90;
    private static final String REVOKE = "/revoke";

    private final EditApp edit;
    private final RevokeApp revoke;
    private final AppJson json;
    private final AppForm form;
    private final OAuthAppRegistry registry;
    private final Grants grants;
    private final ReviewPage review;
    private final KeysPage keys;
    private final LogoPanel logo;
    private final Templates templates = Templates.of(SettingsPage.class);

    SettingsPage(
            EditApp edit,
            RevokeApp revoke,
            AppJson json,
            AppForm form,
            OAuthAppRegistry registry,
            Grants grants,
            ReviewPage review,
            LogoPanel logo) {
        this.edit = edit;
        this.revoke = revoke;
        this.json = json;
        this.form = form;
        this.registry = registry;
        this.grants = grants;
        this.review = review;
        this.keys = new KeysPage(edit);
        this.logo = logo;
    }

    /**
     * The model of {@code settings.jte}.
     *
     * @param result what became of the form that was sent
     * @param differences what somebody else saved and what was typed, where that differs
     * @param version of the app that the form shows
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param logo the forms of the picture
     * @param keys the path of how the app authenticates
     * @param review the path of the review
     * @param revoke the path of the form that revokes the app
     */
    record Model(
            Result result,
            List<Difference> differences,
            String version,
            String action,
            String back,
            Html logo,
            String keys,
            String review,
            String revoke,
            String formToken,
            List<Section> sections) {}

    /**
     * A part of the settings with a form of its own.
     *
     * @param name what the part is called in forms
     * @param fields its fields
     * @param errors what is wrong with them
     */
    record Section(SettingsSection name, List<Html> fields, FieldErrors errors) {}

    enum Result {
        /** Nothing was sent, or its fields are refused. */
        NONE,
        /** Somebody else had saved meanwhile. */
        CONFLICT
    }

    record Difference(String field, String theirs, String mine) {}

    /**
     * The model of {@code revokeApp.jte}.
     *
     * @param name of the app, to be typed
     * @param companies how many are disconnected
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     */
    record Revocation(String name, long companies, String action, String back, String formToken, FieldErrors errors) {}

    @Override
    public String path() {
        return AppPaths.SETTINGS;
    }

    @Override
    public String title() {
        return templates.text().of("settings.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<PanelRoute> routes() {
        List<PanelRoute> own = List.of(
                PanelRoute.page("GET", path(), this::show),
                PanelRoute.page("POST", path(), this::save).reauthenticatedIf(AccessChange::ofForm),
                PanelRoute.page("GET", REVOKE, this::revokeForm).reauthenticated(),
                PanelRoute.page("POST", REVOKE, this::revoke).reauthenticated(),
                PanelRoute.json("GET", "", json::show),
                PanelRoute.json("PATCH", "", json::edit).reauthenticatedIf(AccessChange::ofJson),
                PanelRoute.json("POST", REVOKE, json::revoke).reauthenticated());
        return AppProblems.mapping(Stream.of(own, keys.routes(), logo.routes(), review.routes())
                .flatMap(List::stream)
                .toList());
    }

    @Override
    public List<AppFlash> flashes() {
        return List.of(AppFlash.values());
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

    private PortalResponse show(PanelCall call) {
        App app = call.app();
        if (!Changeable.is(app)) {
            String reason = app.status() == AppStatus.REVOKED
                    ? AppRefusal.APP_REVOKED.detail()
                    : templates.text().of("settings.internal");
            return PortalResponse.page(title(), templates.render("notice", reason));
        }
        return PortalResponse.page(title(), render(call, app, edit.present(app), FieldErrors.NONE, Result.NONE));
    }

    private PortalResponse save(PanelCall call) {
        App app = call.app();
        AppInput input = edit.wantedByForm(call);
        if (!call.request().form().text("version").equals(Long.toString(app.version()))) {
            return conflict(call, app, input);
        }
        try {
            edit.run(call, edit.read(app, input));
            return PortalResponse.done(
                    AppPaths.page(app, path()),
                    AppFlash.SETTINGS_SAVED,
                    app.profile().name());
        } catch (AppRefusedException e) {
            return refused(call, app, input, e);
        }
    }

    private PortalResponse refused(PanelCall call, App app, AppInput input, AppRefusedException refused) {
        return switch (refused.refusal()) {
            case STALE_VERSION -> conflict(call, registry.find(app.id()).orElse(app), input);
            case INVALID_FIELDS ->
                PortalResponse.invalid(
                        title(), render(call, app, input, AppForm.joined(refused.errors()), Result.NONE));
            default -> throw refused;
        };
    }

    /** Shows what somebody else saved beside what was typed; sending the form again keeps what was typed. */
    private PortalResponse conflict(PanelCall call, App app, AppInput typed) {
        return new PortalResponse.Page(409, title(), render(call, app, typed, FieldErrors.NONE, Result.CONFLICT));
    }

    private Html render(PanelCall call, App app, AppInput input, FieldErrors errors, Result result) {
        Model model = new Model(
                result,
                result == Result.CONFLICT ? differences(edit.present(app), input) : List.of(),
                Long.toString(app.version()),
                AppPaths.page(app, path()),
                AppPaths.page(app, ""),
                logo.forms(call),
                AppPaths.page(app, AppPaths.KEYS),
                AppPaths.page(app, AppPaths.REVIEW),
                AppPaths.page(app, REVOKE),
                call.portal().formToken(),
                Stream.of(SettingsSection.values())
                        .map(section -> section(section, app, input, errors))
                        .toList());
        return templates.render("settings", model);
    }

    private Section section(SettingsSection section, App app, AppInput input, FieldErrors errors) {
        FieldErrors own = FieldErrors.of(errors.list().stream()
                .filter(error ->
                        AppField.named(error.field()).filter(section::has).isPresent())
                .toList());
        return new Section(
                section,
                section.fieldsOf(app).stream()
                        .map(field -> form.part(field, input, own))
                        .toList(),
                own);
    }

    private List<Difference> differences(AppInput now, AppInput typed) {
        return AppInput.names().stream()
                .map(name -> AppField.named(name).orElseThrow())
                .filter(field -> field != AppField.TYPE)
                .map(field -> new Difference(form.label(field), now.asText(field), typed.asText(field)))
                .filter(difference -> !difference.theirs().equals(difference.mine()))
                .toList();
    }

    private PortalResponse revokeForm(PanelCall call) {
        return PortalResponse.page(templates.text().of("revoke-app.title"), renderRevocation(call, FieldErrors.NONE));
    }

    private PortalResponse revoke(PanelCall call) {
        String typed = AppTexts.cleanName(call.request().form().text(CONFIRMATION));
        if (!typed.equals(call.app().profile().name())) {
            FieldErrors errors = FieldErrors.NONE.plus(
                    CONFIRMATION, AppFieldCode.NAME_MISMATCH, templates.text().of("revoke-app.name-mismatch"));
            return PortalResponse.invalid(templates.text().of("revoke-app.title"), renderRevocation(call, errors));
        }
        revoke.run(call);
        return PortalResponse.done(
                AppPaths.page(call.app(), ""),
                AppFlash.APP_REVOKED,
                call.app().profile().name());
    }

    private Html renderRevocation(PanelCall call, FieldErrors errors) {
        App app = call.app();
        Revocation model = new Revocation(
                app.profile().name(),
                grants.activeOf(app.id()).stream()
                        .map(Grant::company)
                        .distinct()
                        .count(),
                AppPaths.page(app, REVOKE),
                AppPaths.page(app, path()),
                call.portal().formToken(),
                errors);
        return templates.render("revokeApp", model);
    }
}
