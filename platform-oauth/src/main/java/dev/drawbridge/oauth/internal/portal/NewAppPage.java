package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.CodeBlock;
import dev.drawbridge.core.internal.html.CopyField;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.SecretBlock;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.app.WantedApp;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.net.URI;
import java.util.Optional;

/** The page that creates an app, and shows its secret for the only time. Thread-safe. */
final class NewAppPage {

    private static final String TITLE = "Create app";

    private final OAuthAppRegistry registry;
    private final CreateApp create;
    private final OncePerKey once;
    private final AppForm fields;
    private final URI issuer;
    private final SentBeforePage sentBefore = new SentBeforePage();

    NewAppPage(OAuthAppRegistry registry, CreateApp create, OncePerKey once, AppForm fields, URI issuer) {
        this.registry = registry;
        this.create = create;
        this.once = once;
        this.fields = fields;
        this.issuer = issuer;
    }

    Answer show(PortalCall call) {
        Optional<Alert> obstacle = obstacle(call.developer());
        if (obstacle.isPresent()) {
            return Answer.page(TITLE, obstacle.get().render());
        }
        AppInput input = CreateApp.blank(call.developer()).with(call.request().query());
        boolean prefilled = call.request().query().names().stream()
                .anyMatch(name -> AppField.named(name).isPresent());
        Html notice = prefilled
                ? Alert.info("Pre-filled from a link — check before creating.").render()
                : Html.EMPTY;
        return Answer.page(TITLE, notice.plus(render(call, input, FieldErrors.NONE)));
    }

    Answer create(PortalCall call) {
        AppInput input = AppInput.ofForm(call.request().form());
        WantedApp wanted = create.read(input);
        if (!wanted.valid()) {
            return Answer.invalid(TITLE, render(call, input, AppForm.joined(wanted.errors())));
        }
        String formId = call.request().form().text(OneTimeForms.FIELD);
        try {
            return once.perForm(formId, () -> create.run(call, wanted))
                    .map(this::created)
                    .orElseGet(() -> sentBefore.show(PortalPaths.DASHBOARD));
        } catch (AppRefusedException e) {
            return refused(call, input, e);
        }
    }

    private Answer refused(PortalCall call, AppInput input, AppRefusedException refused) {
        if (refused.refusal() == AppRefusal.INVALID_FIELDS) {
            return Answer.invalid(TITLE, render(call, input, AppForm.joined(refused.errors())));
        }
        Html alert = obstacle(call.developer())
                .orElseGet(() -> Alert.error(refused.refusal().detail()))
                .render();
        return new Answer.Page(AppProblems.status(refused.refusal()), TITLE, alert);
    }

    private Optional<Alert> obstacle(Developer developer) {
        if (!developer.verified()) {
            return Optional.of(obstacle(AppRefusal.EMAIL_NOT_VERIFIED));
        }
        if (registry.countLive(developer.id()) >= OAuthAppRegistry.MAX_LIVE_APPS) {
            return Optional.of(obstacle(AppRefusal.APP_LIMIT_REACHED));
        }
        return Optional.empty();
    }

    private static Alert obstacle(AppRefusal refusal) {
        return Alert.warning(refusal.detail()).action(Link.secondary(PortalPaths.DASHBOARD, "Go to the dashboard"));
    }

    private Html render(PortalCall call, AppInput input, FieldErrors errors) {
        Form form = Form.post(PortalPaths.NEW_APP, call.formToken())
                .errors(errors)
                .hidden(OneTimeForms.FIELD, once.formId());
        return Card.plain(fields.add(form, input, errors)
                .submit("Create")
                .cancel(PortalPaths.DASHBOARD, "Cancel")
                .render());
    }

    private Answer created(RegisteredApp registered) {
        App app = registered.app();
        String clientId = app.clientId().value();
        Html credentials = registered
                .clientSecret()
                .map(secret -> SecretBlock.of("This is the only time the secret is shown. If you lose it, rotate it.")
                        .add("Client ID", clientId)
                        .add("Client secret", secret)
                        .render())
                .orElseGet(() -> Card.plain(CopyField.of("client-id", "Client ID", clientId)
                        .plus(Text.muted("This app type has no secret."))));
        String stored = registered.clientSecret().isPresent() ? "I have stored the secret" : "Open the app";
        return Answer.page(
                "App created",
                credentials
                        .plus(Card.of("Try it", CodeBlock.of("curl", "Get a token with curl", curl(app))))
                        .plus(Link.primary(AppPaths.page(app, ""), stored)));
    }

    private String curl(App app) {
        String url = issuer.resolve(OAuthPaths.TOKEN).toString();
        String credentials = app.type() == AppType.PUBLIC
                ? "  -d client_id=" + app.clientId() + " \\\n"
                : "  -u \"" + app.clientId() + ":$CLIENT_SECRET\" \\\n";
        String grant = app.type() == AppType.MACHINE
                ? "  -d grant_type=client_credentials"
                : "  -d grant_type=authorization_code \\\n  -d code=\"$CODE\" \\\n  -d code_verifier=\"$CODE_VERIFIER\""
                        + " \\\n  --data-urlencode redirect_uri=\""
                        + RedirectUris.wireForm(app.access().redirectUris().get(0)) + "\"";
        return "curl " + url + " \\\n" + credentials + grant;
    }
}
