package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.csrf.OneTimeForms;
import dev.drawbridge.core.html.Alert;
import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.Facts;
import dev.drawbridge.core.html.Field;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.Moment;
import dev.drawbridge.core.html.Option;
import dev.drawbridge.core.html.SecretBlock;
import dev.drawbridge.core.html.Text;
import dev.drawbridge.core.html.Tone;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pages that rotate a secret, end one, and take a rotation back. Thread-safe. */
final class SecretForms {

    private static final String ROTATE = "/secret/rotate";
    private static final String END = "/secret/{sid}/end";
    private static final String TITLE = "Rotate client secret";
    private static final Duration RECENTLY = Duration.ofDays(1);

    private static final List<Option> OVERLAPS = List.of(
            new Option("P30D", "30 days", "Time enough to change every installation."),
            Option.of("P7D", "7 days"),
            Option.of("P1D", "24 hours"),
            new Option("PT0S", "End immediately", "Apps using the old secret stop at once."));

    private final CoreServices env;
    private final SecretRotator secrets;
    private final SecretCalls calls;
    private final OncePerKey once;

    SecretForms(CoreServices env, SecretRotator secrets, SecretCalls calls, OncePerKey once) {
        this.env = env;
        this.secrets = secrets;
        this.calls = calls;
        this.once = once;
    }

    List<PanelRoute> routes() {
        return List.of(
                PanelRoute.page("GET", ROTATE, this::rotateForm).reauthenticated(),
                PanelRoute.page("POST", ROTATE, this::rotate).reauthenticated(),
                PanelRoute.page("GET", END, this::endForm).reauthenticated(),
                PanelRoute.page("POST", END, this::end).reauthenticated(),
                PanelRoute.page("POST", "/secret/cancel-rotation", this::cancel).reauthenticated());
    }

    static String path(App app, String below) {
        return "/developers/apps/" + app.id() + below;
    }

    private Answer rotateForm(PanelCall call) {
        if (call.app().type() == AppType.PUBLIC) {
            return Answer.page(TITLE, Alert.info("This app type has no secret.").render());
        }
        return Answer.page(TITLE, renderRotate(call, Parameters.parse(""), FieldErrors.NONE));
    }

    private Answer rotate(PanelCall call) {
        Parameters form = call.request().form();
        boolean endOlder = form.text("endOlder").equals("true");
        try {
            Duration overlap = form.text("overlap").isEmpty()
                    ? SecretRotator.DEFAULT_OVERLAP
                    : SecretCalls.overlap(form.text("overlap"));
            return once.perForm(
                            form.text(OneTimeForms.FIELD),
                            () -> calls.rotate(call, overlap, endOlder, form.text("reason")))
                    .map(rotated -> shown(call.app(), rotated))
                    .orElseGet(() -> AppPages.sentBefore(path(call.app(), "/credentials")));
        } catch (ProblemException e) {
            return refused(call, form, e.problem());
        }
    }

    private Answer refused(PanelCall call, Parameters form, Problem problem) {
        FieldErrors errors = problem.code().equals("secret_rotation_in_progress")
                ? FieldErrors.NONE.plus(
                        "endOlder", problem.code(), "Two secrets work at present. Tick that the older one may end.")
                : AppForm.joined(problem.errors());
        if (errors.isEmpty()) {
            throw new ProblemException(problem);
        }
        return new Answer.Page(problem.status(), TITLE, renderRotate(call, form, errors));
    }

    private Html renderRotate(PanelCall call, Parameters typed, FieldErrors errors) {
        String overlap = typed.text("overlap").isEmpty() ? "P30D" : typed.text("overlap");
        Form form = Form.post(path(call.app(), ROTATE), call.portal().formToken())
                .errors(errors)
                .hidden(OneTimeForms.FIELD, env.oneTimeForms().issue())
                .add(Field.radios("overlap", "The old secret works for", OVERLAPS)
                        .selected(List.of(overlap))
                        .required()
                        .error(errors))
                .add(Field.text("reason", "Reason")
                        .hint("For the activity log.")
                        .value(typed.text("reason"))
                        .error(errors));
        if (secrets.list(call.app()).size() == SecretStore.MAX_LIVE) {
            form = form.add(Field.checkboxes(
                            "endOlder",
                            "Older secret",
                            List.of(Option.of("true", "End the older of the two secrets now")))
                    .hint("Two secrets work at present; a third is not possible.")
                    .required()
                    .error(errors));
        }
        Html lead = Text.lead("You get a new client secret, shown once. Change it in your app while the "
                + "old one still works. Tokens that your app has go on working.");
        return lead.plus(Card.plain(form.submit("Rotate secret")
                .cancel(path(call.app(), "/credentials"), "Cancel")
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
                old.plus(secret).plus(Link.primary(path(app, "/credentials"), "I have stored the secret")));
    }

    private Html old(StoredSecret previous) {
        Instant end = previous.expiresAt();
        String name = "Old secret ····" + previous.last4();
        if (end == null || !previous.live(env.clock().instant())) {
            return Alert.warning(name + " no longer works.").render();
        }
        return Alert.of(
                        Tone.INFO,
                        Html.text(name + " works until ").plus(Moment.of(end)).plus(Html.text(".")))
                .render();
    }

    private Answer endForm(PanelCall call) {
        StoredSecret secret = secret(call);
        Html facts = Facts.begin()
                .add("Secret", "····" + secret.last4())
                .add("Status", CredentialsPanel.status(secret))
                .add("Last used", CredentialsPanel.lastUsed(secret))
                .render();
        Html form = Form.post(
                        path(call.app(), "/secret/" + secret.id() + "/end"),
                        call.portal().formToken())
                .danger("End now", "action", "end")
                .cancel(path(call.app(), "/credentials"), "Cancel")
                .render();
        Html warning =
                recentUse(secret).map(text -> Alert.warning(text).render()).orElse(Html.EMPTY);
        return Answer.page("End client secret", warning.plus(Card.plain(facts.plus(form))));
    }

    private Optional<String> recentUse(StoredSecret secret) {
        Instant at = secret.lastUsedAt();
        if (at == null) {
            return Optional.empty();
        }
        Duration ago = Duration.between(at, env.clock().instant());
        if (ago.compareTo(RECENTLY) >= 0) {
            return Optional.empty();
        }
        long minutes = Math.max(1, ago.toMinutes());
        String time = minutes < 120 ? minutes + (minutes == 1 ? " minute" : " minutes") : ago.toHours() + " hours";
        return Optional.of("This secret was used " + time + " ago. What uses it stops at once.");
    }

    private StoredSecret secret(PanelCall call) {
        String id = call.request().pathParameter("sid");
        return secrets.list(call.app()).stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.of(404, "secret_not_found", "The app has no such secret, or it has ended."));
    }

    private Answer end(PanelCall call) {
        calls.end(call, call.request().pathParameter("sid"));
        return Answer.seeOther(path(call.app(), "/credentials"));
    }

    private Answer cancel(PanelCall call) {
        calls.cancelRotation(call);
        return Answer.seeOther(path(call.app(), "/credentials"));
    }
}
