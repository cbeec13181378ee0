package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;

/** The page where a visitor asks for a link to set a new password. Thread-safe. */
final class ForgotPasswordPage {

    private final ForgotPassword forgot;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(ForgotPasswordPage.class);

    ForgotPasswordPage(ForgotPassword forgot, VisitorFrame frame) {
        this.forgot = forgot;
        this.frame = frame;
    }

    /**
     * The model of {@code forgotPassword.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown again
     * @param email as typed
     */
    record Model(String formToken, FormRefusal refusal, String email) {}

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        Model model = new Model(
                frame.formToken(request), refusal, VisitorFrame.typed(request).text(EmailInput.EMAIL));
        return refusal.on(frame.page(
                refusal.status(), templates.text().of("forgot.title"), templates.render("forgotPassword", model)));
    }

    Response forgot(Request request) {
        forgot.run(EmailInput.ofForm(request.form()), request);
        MailSent model = new MailSent(
                templates.text().of("forgot.sent"),
                PortalPaths.LOGIN,
                templates.text().of("forgot.login"));
        return frame.page(200, templates.text().of("forgot.sent-title"), templates.render("mailSent", model));
    }
}
