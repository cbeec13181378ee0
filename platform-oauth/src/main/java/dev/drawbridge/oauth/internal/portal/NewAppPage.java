package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import dev.drawbridge.oauth.internal.app.WantedApp;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page that creates an app, and shows its secret for the only time. Thread-safe. */
final class NewAppPage {

    private final OAuthAppRegistry registry;
    private final CreateApp create;
    private final OncePerKey once;
    private final AppForm form;
    private final Samples samples;
    private final SentBeforePage sentBefore = new SentBeforePage();
    private final Templates templates = Templates.of(NewAppPage.class);

    NewAppPage(OAuthAppRegistry registry, CreateApp create, OncePerKey once, AppForm form, Samples samples) {
        this.registry = registry;
        this.create = create;
        this.once = once;
        this.form = form;
        this.samples = samples;
    }

    /**
     * The model of {@code newApp.jte}.
     *
     * @param prefilled whether a link filled in fields
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param formId lets the form count once
     * @param first the fields that every app needs
     * @param more the other fields
     * @param open whether the other fields are shown: something in them was filled in, or is wrong
     */
    record Model(
            boolean prefilled,
            String action,
            String back,
            String formToken,
            String formId,
            List<Html> first,
            List<Html> more,
            boolean open,
            FieldErrors errors) {}

    /**
     * The model of {@code newAppRefused.jte}.
     *
     * @param reason why no app is created
     * @param dashboard where to go, if the developer can do something about it; otherwise empty
     */
    record Refused(String reason, String dashboard) {}

    /**
     * The model of {@code appCreated.jte}.
     *
     * @param clientSecret the secret; null if apps of this type have none
     * @param env the file that the page offers
     * @param firstSteps what to run first
     * @param next the path of the page that follows
     */
    record Created(String clientId, @Nullable Secret clientSecret, EnvFile env, FirstSteps firstSteps, String next) {}

    PortalResponse show(PortalCall call) {
        Optional<AppRefusal> obstacle = obstacle(call.developer());
        if (obstacle.isPresent()) {
            return page(200, refusal(obstacle.get()));
        }
        AppInput input = CreateApp.blank(call.developer()).with(call.request().query());
        boolean prefilled = call.request().query().names().stream()
                .anyMatch(name -> AppField.named(name).isPresent());
        return page(200, render(call, input, prefilled, FieldErrors.NONE));
    }

    PortalResponse create(PortalCall call) {
        AppInput input = AppInput.ofForm(call.request().form());
        WantedApp wanted =
                create.read(input, SecurityInput.ofForm(call.request().form()));
        if (!wanted.valid()) {
            return page(422, render(call, input, false, AppForm.joined(wanted.errors())));
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

    private PortalResponse refused(PortalCall call, AppInput input, AppRefusedException refused) {
        if (refused.refusal() == AppRefusal.INVALID_FIELDS) {
            return page(422, render(call, input, false, AppForm.joined(refused.errors())));
        }
        Html reason = obstacle(call.developer())
                .map(this::refusal)
                .orElseGet(() -> templates.render(
                        "newAppRefused", new Refused(refused.refusal().detail(), "")));
        return page(AppProblems.status(refused.refusal()), reason);
    }

    private Optional<AppRefusal> obstacle(Developer developer) {
        if (!developer.verified()) {
            return Optional.of(AppRefusal.EMAIL_NOT_VERIFIED);
        }
        return registry.countLive(developer.id()) >= OAuthAppRegistry.MAX_LIVE_APPS
                ? Optional.of(AppRefusal.APP_LIMIT_REACHED)
                : Optional.empty();
    }

    private Html refusal(AppRefusal obstacle) {
        return templates.render("newAppRefused", new Refused(obstacle.detail(), PortalPaths.DASHBOARD));
    }

    private Html render(PortalCall call, AppInput input, boolean prefilled, FieldErrors errors) {
        Model model = new Model(
                prefilled,
                PortalPaths.NEW_APP,
                PortalPaths.DASHBOARD,
                call.formToken(),
                once.formId(),
                parts(field -> AppForm.FIRST.contains(field), input, errors),
                parts(field -> !AppForm.FIRST.contains(field), input, errors),
                open(input, errors),
                errors);
        return templates.render("newApp", model);
    }

    private List<Html> parts(Predicate<AppField> chosen, AppInput input, FieldErrors errors) {
        return Stream.of(AppField.values())
                .filter(chosen)
                .map(field -> form.part(field, input, errors))
                .toList();
    }

    private static boolean open(AppInput input, FieldErrors errors) {
        return Stream.of(AppField.values())
                .filter(field -> !AppForm.FIRST.contains(field))
                .anyMatch(field -> errors.message(field.wireName()).isPresent()
                        || field != AppField.DISTRIBUTION
                                && !input.asText(field).isEmpty());
    }

    private PortalResponse page(int status, Html content) {
        return new PortalResponse.Page(status, templates.text().of("new-app.title"), content);
    }

    private PortalResponse created(RegisteredApp registered) {
        App app = registered.app();
        Created model = new Created(
                app.clientId().value(),
                registered.clientSecret().orElse(null),
                EnvFile.of(app, registered.clientSecret().orElse(null)),
                FirstSteps.of(app, samples),
                AppPaths.page(app, ""));
        return PortalResponse.page(templates.text().of("app-created.title"), templates.render("appCreated", model));
    }
}
