package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.Visitor;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Honeypot;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;

/** The page where a visitor signs up. Thread-safe. */
final class SignUpPage {

    private final SignUp signUp;
    private final SignUpCookie cookie;
    private final VisitorFrame frame;

    SignUpPage(SignUp signUp, SignUpCookie cookie, VisitorFrame frame) {
        this.signUp = signUp;
        this.cookie = cookie;
        this.frame = frame;
    }

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        Parameters typed = VisitorFrame.typed(request);
        Html form = frame.form(PortalPaths.SIGN_UP, request, refusal)
                .add(Field.email(SignUp.EMAIL, "Email")
                        .value(typed.text(SignUp.EMAIL))
                        .required()
                        .autocomplete("email")
                        .error(refusal.fields()))
                .add(Field.password(SignUp.PASSWORD, "Password")
                        .hint("At least 15 characters. A few unrelated words work well.")
                        .required()
                        .autocomplete("new-password")
                        .error(refusal.fields()))
                .add(Field.text(SignUp.NAME, "Name")
                        .value(typed.text(SignUp.NAME))
                        .autocomplete("name")
                        .error(refusal.fields()))
                .add(Honeypot.of(SignUp.HONEYPOT))
                .submit("Create account")
                .render();
        Html below = Layout.below(Html.text("You have an account?"), Link.to(PortalPaths.LOGIN, "Log in"));
        return refusal.on(frame.card(
                refusal.status(), "Create a developer account", refusal.alert().plus(form), below));
    }

    Response signUp(Request request) {
        SignUp.Input input = SignUp.Input.ofForm(request.form());
        signUp.run(input, Visitor.of(request));
        return cookie.give(
                Response.seeOther(SignUpSentPage.PATH), input.developer().email());
    }
}
