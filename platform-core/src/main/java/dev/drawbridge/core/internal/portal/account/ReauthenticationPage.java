package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperSession;
import dev.drawbridge.core.LoggedIn;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalRoute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * "Confirm it's you": asks for the password before something that cannot be undone, and continues with what was typed.
 * Thread-safe.
 *
 * <p>A form that was sent without a recent password gets a form to the same address that carries everything
 * that was typed and asks for the password too; so nothing needs to be kept. Passwords themselves are never carried.
 */
public final class ReauthenticationPage {

    /** The field with the password; not {@code password}, which a form may have for itself. */
    public static final String PASSWORD = "reauthPassword";

    private static final String TITLE = "Confirm it's you";
    private static final String WHY =
            "This needs your password again, because it shows a secret, changes who gets data, or cannot be undone.";

    private final DeveloperAccountService service;
    private final SessionCookies sessions;

    /**
     * Makes the pages.
     *
     * @param service judges the password
     * @param sessions find the session and give the renewed one
     */
    public ReauthenticationPage(DeveloperAccountService service, SessionCookies sessions) {
        this.service = service;
        this.sessions = sessions;
    }

    public List<PortalRoute> routes() {
        return List.of(
                PortalRoute.page("GET", "/reauth", call -> page(call, FieldErrors.NONE)),
                PortalRoute.page("POST", "/reauth", this::confirm)
                        .withoutReauthentication("It is what asks for the password."));
    }

    public Answer.Page ask(PortalCall call) {
        return carrying(call, FieldErrors.NONE);
    }

    public Answer.Page askAgain(PortalCall call) {
        return carrying(call, wrong());
    }

    /** Confirms with the password in the form; empty if it is wrong. */
    public Optional<LoggedIn> confirm(DeveloperSession session, Request request) {
        try {
            Secret password = Secret.of(request.form().text(PASSWORD));
            return Optional.of(service.confirmPassword(session, password, true));
        } catch (AccountRefusedException e) {
            if (e.refusal() == AccountRefusal.INVALID_FIELDS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public DeveloperSession sessionOf(LoggedIn renewed) {
        return service.session(renewed.token())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
    }

    /** Shows what an old form said, to be sent again. What is shown is what is sent: nothing hides in it. */
    public static Answer.Page submitAgain(PortalCall call) {
        Facts typed = Facts.begin();
        Form form = Form.post(call.request().target(), call.formToken());
        carried(call.request().form(), (name, value) -> {
            form.hidden(name, value);
            typed.add(name, value);
        });
        Html content = Alert.warning("This page was open too long. Please submit again.")
                .render();
        return new Answer.Page(
                403,
                "Please submit again",
                Card.narrow(content.plus(typed.render())
                        .plus(form.submit("Submit again")
                                .cancel(PortalPaths.DASHBOARD, "Cancel")
                                .render())));
    }

    private Answer page(PortalCall call, FieldErrors errors) {
        String next = next(call.request().query());
        Form form = Form.post(PortalPaths.REAUTH, call.formToken()).hidden(NextPage.PARAMETER, next);
        return show(errors, form);
    }

    private Answer confirm(PortalCall call) {
        DeveloperSession session = sessions.ofPage(call.request())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED))
                .session();
        String next = next(call.request().form());
        return confirm(session, call.request())
                .<Answer>map(renewed -> new Answer.Raw(sessions.give(Response.seeOther(next), renewed)))
                .orElseGet(() -> show(
                        wrong(), Form.post(PortalPaths.REAUTH, call.formToken()).hidden(NextPage.PARAMETER, next)));
    }

    private static Answer.Page carrying(PortalCall call, FieldErrors errors) {
        Form form = Form.post(call.request().target(), call.formToken());
        carried(call.request().form(), form::hidden);
        return show(errors, form);
    }

    private static Answer.Page show(FieldErrors errors, Form form) {
        Html html = form.errors(errors)
                .add(Field.password(PASSWORD, "Password")
                        .required()
                        .autocomplete("current-password")
                        .error(errors))
                .submit("Confirm")
                .cancel(PortalPaths.DASHBOARD, "Cancel")
                .render();
        int status = errors.isEmpty() ? 200 : 422;
        return new Answer.Page(status, TITLE, Card.narrow(Text.paragraph(WHY).plus(html)));
    }

    private static FieldErrors wrong() {
        return FieldErrors.NONE.plus(PASSWORD, AccountFieldCode.INVALID_CREDENTIALS, "That password is not correct.");
    }

    private static String next(Parameters parameters) {
        return NextPage.safe(parameters.text(NextPage.PARAMETER)).orElse(PortalPaths.DASHBOARD);
    }

    private static void carried(Parameters form, BiConsumer<String, String> each) {
        for (String name : form.names()) {
            boolean secret = name.toLowerCase(Locale.ROOT).contains("password");
            if (!secret && !name.equals(FormTokens.FIELD)) {
                form.all(name).forEach(value -> each.accept(name, value));
            }
        }
    }
}
