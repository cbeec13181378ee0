package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.Visitor;
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

/** The page where a visitor asks for a new link to confirm their address. Thread-safe. */
final class ResendVerificationPage {

    private final ResendVerification resend;
    private final VisitorFrame frame;

    ResendVerificationPage(ResendVerification resend, VisitorFrame frame) {
        this.resend = resend;
        this.frame = frame;
    }

    Response resend(Request request) {
        resend.run(EmailInput.ofForm(request.form()), Visitor.of(request));
        Html content =
                Text.paragraph("If that address waits to be confirmed, we sent a new link. It works for 24 hours.");
        return frame.card(
                200,
                "Check your inbox",
                content,
                Layout.below(Link.to(PortalPaths.DASHBOARD, "Back to the dashboard")));
    }

    Response show(Request request, FormRefusal refusal) {
        Html form = form(request, refusal, EmailInput.ofForm(request.form()));
        return refusal.on(
                frame.card(refusal.status(), "Resend the link", refusal.alert().plus(form), Html.EMPTY));
    }

    /** The form for a page that has no link to confirm. */
    Html emptyForm(Request request) {
        return form(request, FormRefusal.NONE, new EmailInput(""));
    }

    private Html form(Request request, FormRefusal refusal, EmailInput typed) {
        return frame.form(PortalPaths.RESEND, request, refusal)
                .add(Field.email(EmailInput.EMAIL, "Email")
                        .value(typed.email())
                        .required()
                        .autocomplete("email")
                        .error(refusal.fields()))
                .submit("Send a new link")
                .render();
    }
}
