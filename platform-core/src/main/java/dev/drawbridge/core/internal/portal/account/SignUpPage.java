package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;

/** The page where a visitor signs up. Thread-safe. */
final class SignUpPage {

    private final SignUp signUp;
    private final SignUpCookie cookie;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(SignUpPage.class);

    SignUpPage(SignUp signUp, SignUpCookie cookie, VisitorFrame frame) {
        this.signUp = signUp;
        this.cookie = cookie;
        this.frame = frame;
    }

    /**
     * The model of {@code signUp.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown again
     * @param email as typed
     * @param name as typed
     */
    record Model(String formToken, FormRefusal refusal, String email, String name) {}

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        Parameters typed = VisitorFrame.typed(request);
        Model model = new Model(frame.formToken(request), refusal, typed.text(SignUp.EMAIL), typed.text(SignUp.NAME));
        return refusal.on(
                frame.page(refusal.status(), templates.text().of("sign-up.title"), templates.render("signUp", model)));
    }

    Response signUp(Request request) {
        SignUp.Input input = SignUp.Input.ofForm(request.form());
        signUp.run(input, Visitor.of(request));
        return cookie.give(
                Response.seeOther(SignUpSentPage.PATH), input.developer().email());
    }
}
