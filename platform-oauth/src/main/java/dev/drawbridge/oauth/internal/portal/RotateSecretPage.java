package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The page that rotates a client secret, and shows the new one for the only time. Thread-safe. */
final class RotateSecretPage {

    private static final String DEFAULT_OVERLAP = "P30D";

    private final SecretRotator secrets;
    private final RotateSecret rotate;
    private final OncePerKey once;
    private final PlatformClock clock;
    private final SentBeforePage sentBefore = new SentBeforePage();
    private final Templates templates = Templates.of(RotateSecretPage.class);

    RotateSecretPage(SecretRotator secrets, RotateSecret rotate, OncePerKey once, PlatformClock clock) {
        this.secrets = secrets;
        this.rotate = rotate;
        this.once = once;
        this.clock = clock;
    }

    /**
     * The model of {@code rotateSecret.jte}.
     *
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param formId lets the form count once
     * @param overlap the choice of how long the old secret works, a duration of ISO 8601
     * @param reason what was typed for the journal
     * @param twoWork whether there are as many secrets as there may be
     */
    record Model(
            String action,
            String back,
            String formToken,
            String formId,
            String overlap,
            String reason,
            boolean twoWork,
            FieldErrors errors) {}

    /**
     * The model of {@code rotatedSecret.jte}.
     *
     * @param previous the old secret, if there was one
     * @param previousUntil when the old secret ends; null if it already has
     * @param env the file that the page offers
     * @param next the path of the page that follows
     */
    record Rotated(
            String clientId,
            Secret clientSecret,
            @Nullable StoredSecret previous,
            @Nullable Instant previousUntil,
            EnvFile env,
            String next) {}

    PortalResponse show(PanelCall call) {
        return !call.app().security().usesSecret()
                ? page(200, templates.render("notice", templates.text().of("secret.none-for-type")))
                : page(200, render(call, Parameters.parse(""), FieldErrors.NONE));
    }

    private PortalResponse page(int status, Html content) {
        return new PortalResponse.Page(status, templates.text().of("rotate-secret.title"), content);
    }

    PortalResponse rotate(PanelCall call) {
        Parameters form = call.request().form();
        try {
            RotateSecret.Input input = RotateSecret.Input.ofForm(form);
            return once.perForm(form.text(OneTimeForms.FIELD), () -> rotate.run(call, input))
                    .map(rotated -> rotated(call.app(), rotated))
                    .orElseGet(() -> sentBefore.show(AppPaths.page(call.app(), AppPaths.CREDENTIALS)));
        } catch (AppRefusedException e) {
            return refused(call, form, e);
        }
    }

    private PortalResponse refused(PanelCall call, Parameters form, AppRefusedException refused) {
        FieldErrors errors = switch (refused.refusal()) {
            case SECRET_ROTATION_IN_PROGRESS ->
                FieldErrors.NONE.plus(
                        RotateSecret.END_OLDER,
                        refused.refusal(),
                        templates.text().of("rotate-secret.older-required"));
            case INVALID_FIELDS -> AppForm.joined(refused.errors());
            default -> throw refused;
        };
        // Only the status 422 has the word in its title by itself.
        return new PortalResponse.Page(
                AppProblems.status(refused.refusal()),
                templates.text().of("rotate-secret.title"),
                render(call, form, errors),
                Head.NONE.documentTitle(templates.text().of("rotate-secret.title-error")));
    }

    private Html render(PanelCall call, Parameters typed, FieldErrors errors) {
        Model model = new Model(
                AppPaths.page(call.app(), AppPaths.ROTATE_SECRET),
                AppPaths.page(call.app(), AppPaths.CREDENTIALS),
                call.portal().formToken(),
                once.formId(),
                typed.first(RotateSecret.OVERLAP).orElse(DEFAULT_OVERLAP),
                typed.text(RotateSecret.REASON),
                secrets.list(call.app()).size() == SecretStore.MAX_LIVE,
                errors);
        return templates.render("rotateSecret", model);
    }

    private PortalResponse rotated(App app, RotatedSecret rotated) {
        StoredSecret previous = rotated.previous().orElse(null);
        Rotated model = new Rotated(
                app.clientId().value(),
                rotated.clientSecret(),
                previous,
                previous != null && previous.live(clock.instant()) ? previous.expiresAt() : null,
                EnvFile.of(app, rotated.clientSecret()),
                AppPaths.page(app, AppPaths.CREDENTIALS));
        return PortalResponse.page(
                templates.text().of("rotated-secret.title"), templates.render("rotatedSecret", model));
    }
}
