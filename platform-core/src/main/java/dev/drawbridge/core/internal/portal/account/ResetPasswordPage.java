package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;

/** The page that the link of a reset mail opens: it sets a new password. Thread-safe. */
final class ResetPasswordPage {

    private final ResetPassword reset;
    private final SessionCookies cookies;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(ResetPasswordPage.class);

    ResetPasswordPage(ResetPassword reset, SessionCookies cookies, VisitorFrame frame) {
        this.reset = reset;
        this.cookies = cookies;
        this.frame = frame;
    }

    /**
     * The model of {@code resetPassword.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown again
     * @param token of the link
     */
    record Model(String formToken, FormRefusal refusal, String token) {}

    Response show(Request request) {
        Secret token = Secret.of(request.query().text(ResetPassword.TOKEN));
        return reset.linkWorks(token) ? show(request, FormRefusal.NONE) : expired();
    }

    Response show(Request request, FormRefusal refusal) {
        Parameters source = request.method().equals("POST") ? request.form() : request.query();
        Model model = new Model(frame.formToken(request), refusal, source.text(ResetPassword.TOKEN));
        return refusal.on(frame.page(
                refusal.status(), templates.text().of("reset.title"), templates.render("resetPassword", model)));
    }

    Response reset(Request request) {
        try {
            reset.run(ResetPassword.Input.ofForm(request.form()), request);
        } catch (AccountRefusedException e) {
            if (e.refusal() == AccountRefusal.LINK_EXPIRED) {
                return expired();
            }
            throw e;
        }
        return cookies.take(Response.seeOther(LoginPage.AFTER_RESET));
    }

    private Response expired() {
        return frame.page(
                410,
                templates.text().of("reset.expired-title"),
                templates.render("resetExpired", AccountRefusal.LINK_EXPIRED.detail()));
    }
}
