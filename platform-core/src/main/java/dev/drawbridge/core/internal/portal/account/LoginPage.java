package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.LoggedIn;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Optional;

/** The page where a developer logs in. Thread-safe. */
final class LoginPage {

    /** Where a developer logs in who just set a new password. */
    static final String AFTER_RESET = PortalPaths.LOGIN + "?notice=password_changed";

    private static final String NOTICE = "notice";
    private static final String PASSWORD_CHANGED = "password_changed";

    private final LogIn logIn;
    private final SessionCookies cookies;
    private final VisitorFrame frame;

    LoginPage(LogIn logIn, SessionCookies cookies, VisitorFrame frame) {
        this.logIn = logIn;
        this.cookies = cookies;
        this.frame = frame;
    }

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        Form form = frame.form(PortalPaths.LOGIN, request, refusal)
                .add(Field.email(LogIn.EMAIL, "Email")
                        .value(VisitorFrame.typed(request).text(LogIn.EMAIL))
                        .required()
                        .autocomplete("username")
                        .error(refusal.fields()))
                .add(Field.password(LogIn.PASSWORD, "Password")
                        .required()
                        .autocomplete("current-password")
                        .error(refusal.fields()))
                .submit("Log in");
        next(request).ifPresent(path -> form.hidden(NextPage.PARAMETER, path));
        Html notice = request.query().text(NOTICE).equals(PASSWORD_CHANGED)
                ? Alert.success("Your password was changed. Log in with the new one.")
                        .render()
                : Html.EMPTY;
        Html below = Layout.below(
                Link.to(PortalPaths.FORGOT, "Forgot password?"), Link.to(PortalPaths.SIGN_UP, "Create account"));
        return refusal.on(frame.card(
                refusal.status(), "Log in", notice.plus(refusal.alert()).plus(form.render()), below));
    }

    Response logIn(Request request) {
        LoggedIn session = logIn.run(LogIn.Input.ofForm(request.form()), request);
        return cookies.give(Response.seeOther(next(request).orElse(PortalPaths.DASHBOARD)), session);
    }

    private static Optional<String> next(Request request) {
        Parameters source = request.method().equals("POST") ? request.form() : request.query();
        return NextPage.safe(source.text(NextPage.PARAMETER));
    }
}
