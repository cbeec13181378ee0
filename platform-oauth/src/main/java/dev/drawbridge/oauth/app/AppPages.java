package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.csrf.OneTimeForms;
import dev.drawbridge.core.html.Alert;
import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.CodeBlock;
import dev.drawbridge.core.html.CopyField;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.SecretBlock;
import dev.drawbridge.core.html.Text;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.AppPanel;
import dev.drawbridge.core.panel.Developer;
import dev.drawbridge.core.panel.PortalCall;
import dev.drawbridge.core.panel.PortalRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the portal has about apps: the form that creates one, the JSON calls, and the tabs Credentials and Settings. A thin
 * layer on {@link OAuthAppRegistry} and {@link SecretRotator}. Thread-safe.
 */
public final class AppPages {

    private static final String NEW_APP = "Nobody has connected a new app: its secret opens nothing yet.";
    private static final String NEW = "/apps/new";
    private static final String TITLE = "Create app";

    private final CoreServices env;
    private final OAuthAppRegistry registry;
    private final AppForm fields;
    private final OncePerKey once;
    private final AppCalls calls;
    private final List<AppPanel> panels;

    /**
     * Makes the pages.
     *
     * @param env the shared services
     * @param registry what registers, edits and revokes apps
     * @param secrets what replaces client secrets
     */
    public AppPages(CoreServices env, OAuthAppRegistry registry, SecretRotator secrets) {
        this.env = env;
        this.registry = registry;
        this.fields = new AppForm(env);
        this.once = new OncePerKey(env);
        this.calls = new AppCalls(env, registry, once);
        this.panels = List.of(new CredentialsPanel(env, secrets, once), new SettingsPanel(env, registry, calls));
    }

    /**
     * Returns the form that creates an app, and the JSON calls.
     *
     * @return routes below the portal
     */
    public List<PortalRoute> routes() {
        return List.of(
                PortalRoute.page("GET", NEW, this::form),
                PortalRoute.page("POST", NEW, this::create).withoutReauthentication(NEW_APP),
                PortalRoute.json("GET", "/apps", calls::list),
                PortalRoute.json("POST", "/apps", calls::create).withoutReauthentication(NEW_APP));
    }

    /**
     * Returns the tabs of an app: Credentials and Settings, in this order.
     *
     * @return the panels
     */
    public List<AppPanel> panels() {
        return panels;
    }

    private Answer form(PortalCall call) {
        Optional<Alert> obstacle = obstacle(call.developer());
        if (obstacle.isPresent()) {
            return Answer.page(TITLE, obstacle.get().render());
        }
        AppInput blank = AppInput.blank(call.developer().email());
        AppInput input = blank.with(call.request().query());
        boolean prefilled = call.request().query().names().stream().anyMatch(AppInput.names()::contains);
        Html notice = prefilled
                ? Alert.info("Pre-filled from a link — check before creating.").render()
                : Html.EMPTY;
        return Answer.page(TITLE, notice.plus(render(call, input, FieldErrors.NONE)));
    }

    private Answer create(PortalCall call) {
        AppInput input = AppInput.ofForm(call.request().form());
        List<FieldError> errors = new ArrayList<>();
        AppDraft draft = input.draft(null, errors);
        errors.addAll(registry.check(draft, null));
        if (!errors.isEmpty()) {
            return Answer.invalid(TITLE, render(call, input, AppForm.joined(errors)));
        }
        String formId = call.request().form().text(OneTimeForms.FIELD);
        try {
            return once.perForm(formId, () -> registry.create(call.developer(), draft, call.actor()))
                    .map(this::created)
                    .orElseGet(() -> sentBefore("/developers/dashboard"));
        } catch (ProblemException e) {
            return refused(call, input, e.problem());
        }
    }

    private Answer refused(PortalCall call, AppInput input, Problem problem) {
        if (problem.status() == 422) {
            return Answer.invalid(TITLE, render(call, input, AppForm.joined(problem.errors())));
        }
        Html alert = obstacle(call.developer())
                .orElseGet(() -> Alert.error(problem.detail()))
                .render();
        return new Answer.Page(problem.status(), TITLE, alert);
    }

    private Optional<Alert> obstacle(Developer developer) {
        if (!developer.verified()) {
            return Optional.of(Alert.warning("Confirm your email address before you create an app.")
                    .action(Link.secondary("/developers/dashboard", "Go to the dashboard")));
        }
        if (registry.countLive(developer.id()) >= OAuthAppRegistry.MAX_LIVE_APPS) {
            return Optional.of(Alert.warning("You have " + OAuthAppRegistry.MAX_LIVE_APPS
                            + " active apps. Revoke one to create another.")
                    .action(Link.secondary("/developers/dashboard", "Go to the dashboard")));
        }
        return Optional.empty();
    }

    private Html render(PortalCall call, AppInput input, FieldErrors errors) {
        Form form = Form.post("/developers" + NEW, call.formToken())
                .errors(errors)
                .hidden(OneTimeForms.FIELD, env.oneTimeForms().issue());
        Form whole =
                fields.addAccess(fields.addType(fields.addName(form, input, errors), input, errors), input, errors);
        return Card.plain(
                whole.submit("Create").cancel("/developers/dashboard", "Cancel").render());
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
                        .plus(Link.primary("/developers/apps/" + app.id(), stored)));
    }

    /** What a form answers that was sent before: nothing is done again, and nothing secret is shown again. */
    static Answer sentBefore(String back) {
        return Answer.page(
                "Already done",
                Alert.info("This secret was already shown.")
                        .title("This form was sent before. Nothing was done again.")
                        .action(Link.secondary(back, "Go back"))
                        .render());
    }

    private String curl(App app) {
        String url = env.issuer().resolve("/oauth/token").toString();
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
