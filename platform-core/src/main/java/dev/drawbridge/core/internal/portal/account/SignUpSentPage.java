package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.EmailAddress;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Optional;

/** The page after a sign-up: a mail is on its way. Thread-safe. */
final class SignUpSentPage {

    static final String PATH = PortalPaths.SIGN_UP + "/sent";

    private final SignUpCookie cookie;
    private final VisitorFrame frame;

    SignUpSentPage(SignUpCookie cookie, VisitorFrame frame) {
        this.cookie = cookie;
        this.frame = frame;
    }

    Response show(Request request) {
        Optional<EmailAddress> email = cookie.read(request);
        String to = email.map(address -> "We sent a link to " + address.masked() + ".")
                .orElse("We sent you a link.");
        Html content = Text.paragraph(to + " It works for 24 hours. Open it to confirm your address.");
        Html resend = email.map(address -> resend(request, address)).orElse(Html.EMPTY);
        Html below = Layout.below(
                Link.to(PortalPaths.SIGN_UP, "Wrong address? Sign up again"), Link.to(PortalPaths.LOGIN, "Log in"));
        return frame.card(200, "Check your inbox", content.plus(resend), below);
    }

    private Html resend(Request request, EmailAddress address) {
        return frame.form(PortalPaths.RESEND, request, FormRefusal.NONE)
                .hidden(EmailInput.EMAIL, address.value())
                .submit("Resend email")
                .render();
    }
}
