package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.List;
import java.util.Optional;

/** The page where a developer logs in. Thread-safe. */
final class LoginPage {

    /** Where a developer logs in who just set a new password. */
    static final String AFTER_RESET = PortalPaths.LOGIN + "?notice=password_changed";

    /** Where a developer arrives whose account will be deleted. */
    static final String AFTER_DELETION = PortalPaths.LOGIN + "?notice=account_deleted";

    private static final String NOTICE = "notice";

    private final LogIn logIn;
    private final SessionCookies cookies;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(LoginPage.class);

    LoginPage(LogIn logIn, SessionCookies cookies, VisitorFrame frame) {
        this.logIn = logIn;
        this.cookies = cookies;
        this.frame = frame;
    }

    /**
     * The model of {@code login.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why the form is shown again
     * @param notice what was just done, or empty
     * @param email as typed
     * @param next where the developer wanted to go, if anywhere
     */
    record Model(String formToken, FormRefusal refusal, String notice, String email, List<Form.Hidden> next) {}

    Response show(Request request) {
        return show(request, FormRefusal.NONE);
    }

    Response show(Request request, FormRefusal refusal) {
        List<Form.Hidden> next = next(request).map(path -> new Form.Hidden(NextPage.PARAMETER, path)).stream()
                .toList();
        Model model = new Model(
                frame.formToken(request),
                refusal,
                notice(request.query().text(NOTICE)),
                VisitorFrame.typed(request).text(LogIn.EMAIL),
                next);
        return refusal.on(
                frame.page(refusal.status(), templates.text().of("login.title"), templates.render("login", model)));
    }

    private String notice(String code) {
        return switch (code) {
            case "password_changed" -> templates.text().of("login.password-changed");
            case "account_deleted" -> templates.text().of("login.account-deleted");
            default -> "";
        };
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
