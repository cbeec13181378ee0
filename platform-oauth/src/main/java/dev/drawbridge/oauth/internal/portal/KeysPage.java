package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import java.util.List;
import java.util.stream.Stream;

/** The page on which a developer says how an app proves who it is: with a secret, or with keys. Thread-safe. */
final class KeysPage {

    private final EditApp edit;
    private final Templates templates = Templates.of(KeysPage.class);

    KeysPage(EditApp edit) {
        this.edit = edit;
    }

    /**
     * The model of {@code keys.jte}.
     *
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param fixed whether apps of this type have no choice
     * @param conflict whether somebody else saved meanwhile
     */
    record Model(
            boolean fixed,
            boolean conflict,
            String version,
            String action,
            String back,
            String formToken,
            List<Field> fields,
            FieldErrors errors) {}

    /**
     * The model of {@code firstSecret.jte}.
     *
     * @param next the path of the page that follows
     */
    record First(String clientId, Secret clientSecret, String next) {}

    List<PanelRoute> routes() {
        return List.of(
                PanelRoute.page("GET", AppPaths.KEYS, this::show),
                PanelRoute.page("POST", AppPaths.KEYS, this::save).reauthenticated());
    }

    private PortalResponse show(PanelCall call) {
        SecurityInput input = SecurityInput.of(call.app().security());
        return page(200, render(call, input, FieldErrors.NONE, false));
    }

    private PortalResponse save(PanelCall call) {
        App app = call.app();
        SecurityInput input = SecurityInput.ofForm(call.request().form());
        if (!call.request().form().text("version").equals(Long.toString(app.version()))) {
            return page(409, render(call, input, FieldErrors.NONE, true));
        }
        try {
            RegisteredApp edited = edit.run(call, edit.read(app, edit.present(app), input));
            return edited.clientSecret()
                    .map(secret -> shown(app, secret))
                    .orElseGet(() -> PortalResponse.seeOther(AppPaths.page(app, AppPaths.KEYS)));
        } catch (AppRefusedException e) {
            if (e.refusal() == AppRefusal.INVALID_FIELDS) {
                return page(422, render(call, input, AppForm.joined(e.errors()), false));
            }
            if (e.refusal() == AppRefusal.STALE_VERSION) {
                return page(409, render(call, input, FieldErrors.NONE, true));
            }
            throw e;
        }
    }

    private PortalResponse shown(App app, Secret secret) {
        First model = new First(app.clientId().value(), secret, AppPaths.page(app, AppPaths.CREDENTIALS));
        return PortalResponse.page(templates.text().of("rotated-secret.title"), templates.render("firstSecret", model));
    }

    private PortalResponse page(int status, Html content) {
        return new PortalResponse.Page(status, templates.text().of("keys.title"), content);
    }

    private Html render(PanelCall call, SecurityInput input, FieldErrors errors, boolean conflict) {
        App app = call.app();
        Model model = new Model(
                app.type() == AppType.PUBLIC || !Changeable.is(app),
                conflict,
                Long.toString(app.version()),
                AppPaths.page(app, AppPaths.KEYS),
                AppPaths.page(app, AppPaths.SETTINGS),
                call.portal().formToken(),
                fields(input),
                errors);
        return templates.render("keys", model);
    }

    private List<Field> fields(SecurityInput input) {
        List<Option> methods = Stream.of(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                        ClientAuthenticationMethod.CLIENT_SECRET_POST,
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .map(ClientAuthenticationMethod::wireName)
                .map(name -> new Option(
                        name,
                        templates.text().of("keys.method." + name),
                        templates.text().of("keys.method-hint." + name)))
                .toList();
        return List.of(
                Field.radios(SecurityInput.METHOD, templates.text().of("keys.method"), methods)
                        .hint(templates.text().of("keys.method-hint"))
                        .selected(List.of(input.method()))
                        .required(),
                Field.textarea(SecurityInput.JWKS, templates.text().of("keys.jwks"))
                        .hint(templates.text().of("keys.jwks-hint"))
                        .rows(6)
                        .monospaced()
                        .value(input.jwks()),
                Field.url(SecurityInput.JWKS_URI, templates.text().of("keys.jwks-uri"))
                        .hint(templates.text().of("keys.jwks-uri-hint"))
                        .value(input.jwksUri()));
    }
}
