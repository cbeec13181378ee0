package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;

/** The page where a visitor asks for a new link to confirm their address. Thread-safe. */
final class ResendVerificationPage {

    private final ResendVerification resend;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(ResendVerificationPage.class);

    ResendVerificationPage(ResendVerification resend, VisitorFrame frame) {
        this.resend = resend;
        this.frame = frame;
    }

    /**
     * The model of {@code resendVerification.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown
     * @param email as typed
     */
    record Model(String formToken, FormRefusal refusal, String email) {}

    Response resend(Request request) {
        resend.run(EmailInput.ofForm(request.form()), Visitor.of(request));
        MailSent model = new MailSent(
                templates.text().of("resend.sent"),
                PortalPaths.DASHBOARD,
                templates.text().of("resend.dashboard"));
        return frame.page(200, templates.text().of("resend.sent-title"), templates.render("mailSent", model));
    }

    Response show(Request request, FormRefusal refusal) {
        return page(
                templates.text().of("resend.title"),
                request,
                refusal,
                EmailInput.ofForm(request.form()).email());
    }

    /** The page in place of one whose link has expired. */
    Response expired(Request request) {
        return page(
                templates.text().of("resend.expired-title"),
                request,
                FormRefusal.of(410, Alert.error(templates.text().of("resend.expired"))),
                "");
    }

    private Response page(String title, Request request, FormRefusal refusal, String email) {
        Model model = new Model(frame.formToken(request), refusal, email);
        return refusal.on(frame.page(refusal.status(), title, templates.render("resendVerification", model)));
    }
}
