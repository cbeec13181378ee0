package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.SecretBlock;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.RotatedSecret;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.List;

/** The page that rotates a client secret, and shows the new one for the only time. Thread-safe. */
final class RotateSecretPage {

    private static final String TITLE = "Rotate client secret";

    private static final List<Option> OVERLAPS = List.of(
            new Option("P30D", "30 days", "Time enough to change every installation."),
            Option.of("P7D", "7 days"),
            Option.of("P1D", "24 hours"),
            new Option("PT0S", "End immediately", "Apps using the old secret stop at once."));

    private final SecretRotator secrets;
    private final RotateSecret rotate;
    private final OncePerKey once;
    private final PlatformClock clock;

    RotateSecretPage(SecretRotator secrets, RotateSecret rotate, OncePerKey once, PlatformClock clock) {
        this.secrets = secrets;
        this.rotate = rotate;
        this.once = once;
        this.clock = clock;
    }

    Answer show(PanelCall call) {
        if (call.app().type() == AppType.PUBLIC) {
            return Answer.page(TITLE, Alert.info("This app type has no secret.").render());
        }
        return Answer.page(TITLE, render(call, Parameters.parse(""), FieldErrors.NONE));
    }

    Answer rotate(PanelCall call) {
        Parameters form = call.request().form();
        try {
            RotateSecret.Input input = RotateSecret.Input.ofForm(form);
            return once.perForm(form.text(OneTimeForms.FIELD), () -> rotate.run(call, input))
                    .map(rotated -> shown(call.app(), rotated))
                    .orElseGet(() -> NewAppPage.sentBefore(AppPaths.page(call.app(), AppPaths.CREDENTIALS)));
        } catch (AppRefusedException e) {
            return refused(call, form, e);
        }
    }

    private Answer refused(PanelCall call, Parameters form, AppRefusedException refused) {
        FieldErrors errors = switch (refused.refusal()) {
            case SECRET_ROTATION_IN_PROGRESS ->
                FieldErrors.NONE.plus(
                        RotateSecret.END_OLDER,
                        refused.refusal(),
                        "Two secrets work at present. Tick that the older one may end.");
            case INVALID_FIELDS -> AppForm.joined(refused.errors());
            default -> throw refused;
        };
        return new Answer.Page(AppProblems.status(refused.refusal()), TITLE, render(call, form, errors));
    }

    private Html render(PanelCall call, Parameters typed, FieldErrors errors) {
        String overlap = typed.text(RotateSecret.OVERLAP).isEmpty() ? "P30D" : typed.text(RotateSecret.OVERLAP);
        Form form = Form.post(
                        AppPaths.page(call.app(), AppPaths.ROTATE_SECRET),
                        call.portal().formToken())
                .errors(errors)
                .hidden(OneTimeForms.FIELD, once.formId())
                .add(Field.radios(RotateSecret.OVERLAP, "The old secret works for", OVERLAPS)
                        .selected(List.of(overlap))
                        .required()
                        .error(errors))
                .add(Field.text(RotateSecret.REASON, "Reason")
                        .hint("For the activity log.")
                        .value(typed.text(RotateSecret.REASON))
                        .error(errors));
        if (secrets.list(call.app()).size() == SecretStore.MAX_LIVE) {
            form = form.add(Field.checkboxes(
                            RotateSecret.END_OLDER,
                            "Older secret",
                            List.of(Option.of("true", "End the older of the two secrets now")))
                    .hint("Two secrets work at present; a third is not possible.")
                    .required()
                    .error(errors));
        }
        Html lead = Text.lead("You get a new client secret, shown once. Change it in your app while the "
                + "old one still works. Tokens that your app has go on working.");
        return lead.plus(Card.plain(form.submit("Rotate secret")
                .cancel(AppPaths.page(call.app(), AppPaths.CREDENTIALS), "Cancel")
                .render()));
    }

    private Answer shown(App app, RotatedSecret rotated) {
        Html secret = SecretBlock.of("This is the only time the secret is shown. If you lose it, rotate it.")
                .add("Client ID", app.clientId().value())
                .add("Client secret", rotated.clientSecret())
                .render();
        Html old = rotated.previous().map(this::old).orElse(Html.EMPTY);
        return Answer.page(
                "New client secret",
                old.plus(secret)
                        .plus(Link.primary(AppPaths.page(app, AppPaths.CREDENTIALS), "I have stored the secret")));
    }

    private Html old(StoredSecret previous) {
        Instant end = previous.expiresAt();
        String name = "Old secret ····" + previous.last4();
        if (end == null || !previous.live(clock.instant())) {
            return Alert.warning(name + " no longer works.").render();
        }
        return Alert.of(
                        Tone.INFO,
                        Html.text(name + " works until ").plus(Moment.of(end)).plus(Html.text(".")))
                .render();
    }
}
