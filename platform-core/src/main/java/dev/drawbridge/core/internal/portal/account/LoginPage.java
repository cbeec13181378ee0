package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.internal.portal.frame.NextPage;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.LoggedIn;
import dev.drawbridge.core.Visitor;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Layout;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.Secret;
import java.util.List;
import java.util.Optional;

/** Login, logout, and the way to a new password. Thread-safe. */
public final class LoginPage {

    private static final String LOGOUT = PortalPaths.PAGES + "/logout";
    private static final String FORGOT = PortalPaths.PAGES + "/forgot";
    private static final String RESET = PortalPaths.PAGES + "/reset";
    private static final String NOTICE = "notice";
    private static final String PASSWORD_CHANGED = "password_changed";

    private final DeveloperAccountService service;
    private final SessionCookies sessions;
    private final VisitorFrame frame;

    /**
     * Makes the pages.
     *
     * @param service does what they ask for
     * @param sessions give and take cookies
     * @param frame what pages for visitors have in common
     */
    public LoginPage(DeveloperAccountService service, SessionCookies sessions, VisitorFrame frame) {
        this.service = service;
        this.sessions = sessions;
        this.frame = frame;
    }

    public List<Route> routes() {
        return List.of(
                Route.page("GET", PortalPaths.LOGIN, request -> loginForm(request, FormRefusal.NONE))
                        .openToEverybody(),
                frame.post(PortalPaths.LOGIN, this::logIn, this::loginForm),
                frame.post(LOGOUT, this::logOut),
                Route.page("GET", FORGOT, request -> forgotForm(request, FormRefusal.NONE))
                        .openToEverybody(),
                frame.post(FORGOT, this::forgot, this::forgotForm),
                Route.page("GET", RESET, this::resetPage),
                frame.post(RESET, this::reset, this::resetForm));
    }

    private Response loginForm(Request request, FormRefusal refusal) {
        Parameters typed = SignUpPage.typed(request);
        Optional<String> next = next(request);
        var form = frame.form(PortalPaths.LOGIN, request, refusal)
                .add(Field.email("email", "Email")
                        .value(typed.text("email"))
                        .required()
                        .autocomplete("username")
                        .error(refusal.fields()))
                .add(Field.password("password", "Password")
                        .required()
                        .autocomplete("current-password")
                        .error(refusal.fields()))
                .submit("Log in");
        next.ifPresent(path -> form.hidden(NextPage.PARAMETER, path));
        Html notice = request.query().text(NOTICE).equals(PASSWORD_CHANGED)
                ? Alert.success("Your password was changed. Log in with the new one.")
                        .render()
                : Html.EMPTY;
        Html below = Layout.below(
                Link.to(FORGOT, "Forgot password?"), Link.to(PortalPaths.PAGES + "/signup", "Create account"));
        return refusal.on(frame.card(
                refusal.status(), "Log in", notice.plus(refusal.alert()).plus(form.render()), below));
    }

    private Response logIn(Request request) {
        Parameters form = request.form();
        LoggedIn session = service.logIn(
                form.text("email"), Secret.of(form.text("password")), sessions.device(request), Visitor.of(request));
        request.permit().giveBack();
        // Whatever session the browser had before ends: a planted one must not live on.
        sessions.token(request).ifPresent(service::logOut);
        String next = next(request).orElse(PortalPaths.DASHBOARD);
        return sessions.give(Response.seeOther(next), session);
    }

    private Response logOut(Request request) {
        sessions.token(request).ifPresent(service::logOut);
        return sessions.take(Response.seeOther(PortalPaths.PAGES)).with("Clear-Site-Data", "\"cache\"");
    }

    private Response forgotForm(Request request, FormRefusal refusal) {
        Html form = frame.form(FORGOT, request, refusal)
                .add(Field.email("email", "Email")
                        .value(SignUpPage.typed(request).text("email"))
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
                Layout.below(Link.to(PortalPaths.LOGIN, "Back to log in"))));
    }

    private Response forgot(Request request) {
        service.forgotPassword(request.form().text("email"), sessions.device(request), Visitor.of(request));
        return frame.card(
                200,
                "Check your inbox",
                Text.paragraph("If an account exists, we sent a link. It works for 1 hour."),
                Layout.below(Link.to(PortalPaths.LOGIN, "Back to log in")));
    }

    private Response resetPage(Request request) {
        Secret token = Secret.of(request.query().text("token"));
        return service.resetLinkWorks(token) ? resetForm(request, FormRefusal.NONE) : resetExpired();
    }

    private Response resetForm(Request request, FormRefusal refusal) {
        if (refusal.status() == 410) {
            return resetExpired();
        }
        FieldErrors errors = refusal.fields();
        String token = request.method().equals("POST")
                ? request.form().text("token")
                : request.query().text("token");
        Html form = frame.form(RESET, request, refusal)
                .hidden("token", token)
                .add(Field.password("password", "New password")
                        .hint("At least 15 characters. A few unrelated words work well.")
                        .required()
                        .autocomplete("new-password")
                        .error(errors))
                .submit("Set new password")
                .render();
        return refusal.on(frame.card(
                refusal.status(), "Set a new password", refusal.alert().plus(form), Html.EMPTY));
    }

    private Response reset(Request request) {
        Parameters form = request.form();
        service.resetPassword(Secret.of(form.text("token")), Secret.of(form.text("password")), Visitor.of(request));
        request.permit().giveBack();
        return sessions.take(Response.seeOther(PortalPaths.LOGIN + "?" + NOTICE + "=" + PASSWORD_CHANGED));
    }

    private Response resetExpired() {
        Html content = Alert.error("This link has expired or was already used.")
                .action(Link.secondary(FORGOT, "Request another"))
                .render();
        return frame.card(410, "Link expired", content, Html.EMPTY);
    }

    private static Optional<String> next(Request request) {
        Parameters source = request.method().equals("POST") ? request.form() : request.query();
        return NextPage.safe(source.text(NextPage.PARAMETER));
    }
}
