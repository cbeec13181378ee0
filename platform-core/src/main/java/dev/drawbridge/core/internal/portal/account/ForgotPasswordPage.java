package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;

/** The page where a visitor asks for a link to set a new password. Thread-safe. */
final class ForgotPasswordPage {

    private final ForgotPassword forgot;
    private final VisitorFrame frame;

    ForgotPasswordPage(ForgotPassword forgot, VisitorFrame frame) {
        this.forgot = forgot;
        this.frame = frame;
    }

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        Html form = frame.form(PortalPaths.FORGOT, request, refusal)
                .add(Field.email(EmailInput.EMAIL, "Email")
                        .value(VisitorFrame.typed(request).text(EmailInput.EMAIL))
                        .required()
                        .autocomplete("username")
                        .error(refusal.fields()))
                .submit("Send link")
                .render();
        Html content = Text.paragraph("We send a link with which you can set a new password.");
        return refusal.on(frame.card(
                refusal.status(),
                "Forgot password",
                refusal.alert().plus(content).plus(form),
                backToLogin()));
    }

    Response forgot(Request request) {
        forgot.run(EmailInput.ofForm(request.form()), request);
        return frame.card(
                200,
                "Check your inbox",
                Text.paragraph("If an account exists, we sent a link. It works for 1 hour."),
                backToLogin());
    }

    private static Html backToLogin() {
        return Layout.below(Link.to(PortalPaths.LOGIN, "Back to log in"));
    }
}
