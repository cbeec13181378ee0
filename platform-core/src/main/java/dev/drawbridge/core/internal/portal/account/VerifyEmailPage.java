package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;
import java.util.Optional;

/** The page that the link of a confirmation mail opens, and what comes of it. Thread-safe. */
final class VerifyEmailPage {

    private final VerifyEmail verify;
    private final ResendVerificationPage resend;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(VerifyEmailPage.class);

    VerifyEmailPage(VerifyEmail verify, ResendVerificationPage resend, VisitorFrame frame) {
        this.verify = verify;
        this.resend = resend;
        this.frame = frame;
    }

    /**
     * The model of {@code verifyEmail.jte}.
     *
     * @param email the address
     * @param token of the link
     * @param formToken the token of the form
     */
    record Model(String email, Secret token, String formToken) {}

    Response show(Request request) {
        VerifyEmail.Input input = VerifyEmail.Input.of(request.query());
        Optional<String> email = verify.address(input);
        if (email.isEmpty()) {
            return verify.alreadyConfirmed(input)
                    ? confirmed(templates.text().of("verify.already-confirmed-title"))
                    : resend.expired(request);
        }
        Model model = new Model(email.get(), input.token(), frame.formToken(request));
        return frame.page(200, templates.text().of("verify.title"), templates.render("verifyEmail", model));
    }

    Response verify(Request request) {
        return switch (verify.run(VerifyEmail.Input.of(request.form()), request)) {
            case CONFIRMED -> confirmed(templates.text().of("verify.confirmed-title"));
            case ALREADY_CONFIRMED -> confirmed(templates.text().of("verify.already-confirmed-title"));
            case EXPIRED -> resend.expired(request);
        };
    }

    private Response confirmed(String title) {
        return frame.page(200, title, templates.render("emailConfirmed"));
    }
}
