package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Optional;

/** The page that the link of a confirmation mail opens, and what comes of it. Thread-safe. */
final class VerifyEmailPage {

    private final DeveloperAccountService service;
    private final VerifyEmail verify;
    private final ResendVerificationPage resend;
    private final VisitorFrame frame;

    VerifyEmailPage(
            DeveloperAccountService service, VerifyEmail verify, ResendVerificationPage resend, VisitorFrame frame) {
        this.service = service;
        this.verify = verify;
        this.resend = resend;
        this.frame = frame;
    }

    Response show(Request request) {
        Secret token = VerifyEmail.Input.of(request.query()).token();
        Optional<String> email = service.addressToVerify(token);
        if (email.isEmpty()) {
            return service.alreadyVerified(token) ? confirmed("Already confirmed") : expired(request);
        }
        Html form = frame.form(PortalPaths.VERIFY, request, FormRefusal.NONE)
                .hidden(VerifyEmail.TOKEN, token.reveal())
                .submit("Confirm email")
                .render();
        Html content = Text.paragraph("Is " + email.get() + " your address?").plus(form);
        return frame.card(200, "Confirm your email", content, Html.EMPTY);
    }

    Response verify(Request request) {
        return switch (verify.run(VerifyEmail.Input.of(request.form()), request)) {
            case CONFIRMED -> confirmed("Email confirmed");
            case ALREADY_CONFIRMED -> confirmed("Already confirmed");
            case EXPIRED -> expired(request);
        };
    }

    private Response confirmed(String title) {
        Html content = Text.paragraph("Your address is confirmed. Log in to create an app.")
                .plus(Link.primary(PortalPaths.LOGIN, "Log in"));
        return frame.card(200, title, content, Html.EMPTY);
    }

    private Response expired(Request request) {
        Html alert =
                Alert.error("This link has expired. Links work for 24 hours.").render();
        return frame.card(410, "Link expired", alert.plus(resend.emptyForm(request)), Html.EMPTY);
    }
}
