package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.EmailAddress;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Optional;

/** The page after a sign-up: a mail is on its way. Thread-safe. */
final class SignUpSentPage {

    static final String PATH = PortalPaths.SIGN_UP + "/sent";

    private final SignUpCookie cookie;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(SignUpSentPage.class);

    SignUpSentPage(SignUpCookie cookie, VisitorFrame frame) {
        this.cookie = cookie;
        this.frame = frame;
    }

    /**
     * The model of {@code signUpSent.jte}.
     *
     * @param address where the mail goes, unless the browser forgot it
     * @param formToken the token of the form that sends it again
     */
    record Model(Optional<EmailAddress> address, String formToken) {}

    Response show(Request request) {
        Model model = new Model(cookie.read(request), frame.formToken(request));
        return frame.page(200, templates.text().of("sign-up-sent.title"), templates.render("signUpSent", model));
    }
}
