package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;

/** "Confirm it's you": asks for the password before a page that shows or changes what a stolen session must not. Thread-safe. */
final class ReauthenticationPage {

    /** What is shown to who gives a wrong password. */
    static final FieldErrors WRONG = FieldErrors.NONE.plus(
            ConfirmPassword.FORM_PASSWORD, AccountFieldCode.INVALID_CREDENTIALS, "That password is not correct.");

    private final ConfirmPassword confirm;
    private final SessionCookies cookies;

    ReauthenticationPage(ConfirmPassword confirm, SessionCookies cookies) {
        this.confirm = confirm;
        this.cookies = cookies;
    }

    Answer show(PortalCall call) {
        return page(form(call, next(call.request().query())), FieldErrors.NONE);
    }

    Answer confirm(PortalCall call) {
        Access access = cookies.ofPage(call.request())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
        Parameters form = call.request().form();
        String next = next(form);
        return confirm.tryRun(access, ConfirmPassword.Input.ofForm(form))
                .<Answer>map(renewed -> new Answer.Raw(cookies.give(Response.seeOther(next), renewed)))
                .orElseGet(() -> page(form(call, next), WRONG));
    }

    private static Form form(PortalCall call, String next) {
        return Form.post(PortalPaths.REAUTH, call.formToken()).hidden(NextPage.PARAMETER, next);
    }

    /** Asks for the password in a form that leads on to something else. */
    static Answer.Page page(Form form, FieldErrors errors) {
        Html html = form.errors(errors)
                .add(Field.password(ConfirmPassword.FORM_PASSWORD, "Password")
                        .required()
                        .autocomplete("current-password")
                        .error(errors))
                .submit("Confirm")
                .cancel(PortalPaths.DASHBOARD, "Cancel")
                .render();
        Html why = Text.paragraph("This needs your password again, because it shows a secret, changes who gets data, or"
                + " cannot be undone.");
        return new Answer.Page(errors.isEmpty() ? 200 : 422, "Confirm it's you", Card.narrow(why.plus(html)));
    }

    private static String next(Parameters parameters) {
        return NextPage.safe(parameters.text(NextPage.PARAMETER)).orElse(PortalPaths.DASHBOARD);
    }
}
