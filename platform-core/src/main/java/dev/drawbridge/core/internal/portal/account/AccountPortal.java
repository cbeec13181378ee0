package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.portal.frame.AccountProblems;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalRoute;
import java.util.List;

/**
 * What the portal has about accounts: pages and JSON calls (spec of the portal, §6). Immutable and thread-safe.
 *
 * <p>Each operation is a class of its own ({@code SignUp}, {@code LogIn}, {@code ResetPassword}), which a page and a JSON call
 * share.
 */
public final class AccountPortal {

    private static final String ASKS = "It is what asks for the password.";

    private final VisitorFrame frame;
    private final SignUpPage signUp;
    private final SignUpSentPage signUpSent;
    private final VerifyEmailPage verify;
    private final ResendVerificationPage resend;
    private final LoginPage login;
    private final LogoutPage logout;
    private final ForgotPasswordPage forgot;
    private final ResetPasswordPage reset;
    private final ReauthenticationPage reauthentication;
    private final SignUpJson signUpJson;
    private final SessionJson sessionJson;
    private final PasswordJson passwordJson;
    private final DeveloperJson developerJson;

    /**
     * Puts the pages and calls together.
     *
     * @param service does what they ask for
     * @param cookies give and take sessions
     * @param frame what pages for visitors have in common
     * @param secure whether browsers reach the platform over https
     */
    public AccountPortal(DeveloperAccountService service, SessionCookies cookies, VisitorFrame frame, boolean secure) {
        this.frame = frame;
        SignUp signingUp = new SignUp(service);
        VerifyEmail verifying = new VerifyEmail(service);
        ResendVerification resending = new ResendVerification(service);
        LogIn loggingIn = new LogIn(service, cookies);
        LogOut loggingOut = new LogOut(service, cookies);
        ForgotPassword forgetting = new ForgotPassword(service, cookies);
        ResetPassword resetting = new ResetPassword(service);
        ConfirmPassword confirming = new ConfirmPassword(service);
        SignUpCookie signUpCookie = new SignUpCookie(secure);
        signUp = new SignUpPage(signingUp, signUpCookie, frame);
        signUpSent = new SignUpSentPage(signUpCookie, frame);
        resend = new ResendVerificationPage(resending, frame);
        verify = new VerifyEmailPage(verifying, resend, frame);
        login = new LoginPage(loggingIn, cookies, frame);
        logout = new LogoutPage(loggingOut, cookies);
        forgot = new ForgotPasswordPage(forgetting, frame);
        reset = new ResetPasswordPage(resetting, cookies, frame);
        reauthentication = new ReauthenticationPage(confirming, cookies);
        signUpJson = new SignUpJson(signingUp, verifying, resending);
        sessionJson = new SessionJson(loggingIn, loggingOut, confirming, cookies);
        passwordJson = new PasswordJson(forgetting, resetting);
        developerJson = new DeveloperJson(new RenameDeveloper(service));
    }

    /**
     * Returns the pages and calls that need no session.
     *
     * @return the routes
     */
    public List<Route> visitorRoutes() {
        return List.of(
                Route.page("GET", PortalPaths.SIGN_UP, signUp::show).openToEverybody(),
                frame.post(PortalPaths.SIGN_UP, signUp::signUp, signUp::show),
                Route.page("GET", SignUpSentPage.PATH, signUpSent::show).openToEverybody(),
                Route.page("GET", PortalPaths.VERIFY, verify::show),
                frame.post(PortalPaths.VERIFY, verify::verify),
                frame.post(PortalPaths.RESEND, resend::resend, resend::show),
                Route.page("GET", PortalPaths.LOGIN, login::show).openToEverybody(),
                frame.post(PortalPaths.LOGIN, login::logIn, login::show),
                frame.post(PortalPaths.LOGOUT, logout::logOut),
                Route.page("GET", PortalPaths.FORGOT, forgot::show).openToEverybody(),
                frame.post(PortalPaths.FORGOT, forgot::forgot, forgot::show),
                Route.page("GET", PortalPaths.RESET, reset::show),
                frame.post(PortalPaths.RESET, reset::reset, reset::show),
                call("/signup", signUpJson::signUp),
                call("/email/verify", signUpJson::verify),
                call("/email/resend", signUpJson::resend),
                call("/sessions", sessionJson::logIn),
                call("/password/forgot", passwordJson::forgot),
                call("/password/reset", passwordJson::reset));
    }

    /**
     * Returns the pages and calls of a developer who is logged in.
     *
     * @return routes below the portal
     */
    public List<PortalRoute> routes() {
        return List.of(
                PortalRoute.page("GET", PortalPaths.below(PortalPaths.REAUTH), reauthentication::show),
                PortalRoute.page("POST", PortalPaths.below(PortalPaths.REAUTH), reauthentication::confirm)
                        .withoutReauthentication(ASKS),
                PortalRoute.json("DELETE", "/sessions/current", sessionJson::logOut)
                        .withoutReauthentication("It ends the session that was stolen."),
                PortalRoute.json("GET", "/me", developerJson::show),
                PortalRoute.json("PATCH", "/me", developerJson::rename)
                        .withoutReauthentication("It changes a name; nobody gets data or secrets by it."),
                PortalRoute.json("POST", "/me/reauth", sessionJson::confirm).withoutReauthentication(ASKS));
    }

    private Route call(String path, Handler handler) {
        return Route.portalJson("POST", PortalPaths.JSON + path, AccountProblems.mapping(handler));
    }
}
