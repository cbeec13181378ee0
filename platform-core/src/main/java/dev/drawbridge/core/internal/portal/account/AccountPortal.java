package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.account.OwnAccount;
import dev.drawbridge.core.internal.portal.frame.AccountProblems;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.spi.FlashMessage;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the portal has about accounts: pages and JSON calls (spec of the portal, §6). Immutable and thread-safe.
 *
 * <p>Each operation is a class of its own ({@code SignUp}, {@code LogIn}, {@code ResetPassword}), which a page and a JSON call
 * share.
 */
public final class AccountPortal {

    private static final String ASKS = "It is what asks for the password.";
    private static final String NAME = "It changes a name; nobody gets data or secrets by it.";
    private static final String ENDS = "It ends sessions that were stolen.";

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
    private final SessionListJson sessionListJson;
    private final OwnAccountJson ownAccountJson;
    private final AccountPage accountPage;
    private final SessionsPage sessionsPage;
    private final ExportPage exportPage;
    private final DeleteAccountPage deletePage;

    /**
     * Puts the pages and calls together.
     *
     * @param service does what visitors ask for
     * @param own does what developers ask for who are logged in
     * @param cookies give and take sessions
     * @param frame what pages for visitors have in common
     * @param languages those that the host offers
     * @param secure whether browsers reach the platform over https
     */
    public AccountPortal(
            DeveloperAccountService service,
            OwnAccount own,
            SessionCookies cookies,
            VisitorFrame frame,
            List<Locale> languages,
            boolean secure) {
        this.frame = frame;
        SignUp signingUp = new SignUp(service);
        VerifyEmail verifying = new VerifyEmail(service);
        ResendVerification resending = new ResendVerification(service);
        LogIn loggingIn = new LogIn(service, own.sessions(), cookies);
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
        ChangeProfile changingProfile = new ChangeProfile(own.profiles());
        ChangePassword changingPassword = new ChangePassword(own.passwords());
        ChangeEmail changingEmail = new ChangeEmail(own.emails());
        DeleteAccount deleting = new DeleteAccount(own.deletions());
        exportPage = new ExportPage(own.exports());
        developerJson = new DeveloperJson(changingProfile);
        sessionListJson = new SessionListJson(own.sessions(), cookies);
        ownAccountJson = new OwnAccountJson(changingPassword, changingEmail, deleting, exportPage, cookies);
        accountPage = new AccountPage(changingProfile, changingEmail, changingPassword, cookies, languages);
        sessionsPage = new SessionsPage(own.sessions(), cookies);
        deletePage = new DeleteAccountPage(deleting, cookies);
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
     * Returns what pages say after actions.
     *
     * @return the messages
     */
    public List<FlashMessage> messages() {
        return List.of(AccountPage.Message.values());
    }

    /**
     * Returns the pages and calls of a developer who is logged in.
     *
     * @return routes below the portal
     */
    public List<PortalRoute> routes() {
        return Stream.concat(pages().stream(), calls().stream()).toList();
    }

    private List<PortalRoute> pages() {
        return List.of(
                page("GET", PortalPaths.REAUTH, reauthentication::show),
                page("POST", PortalPaths.REAUTH, reauthentication::confirm).withoutReauthentication(ASKS),
                page("GET", PortalPaths.ACCOUNT, accountPage::show),
                page("POST", PortalPaths.ACCOUNT, accountPage::changeProfile).withoutReauthentication(NAME),
                page("POST", AccountTabs.EMAIL, accountPage::changeEmail).withoutReauthentication(ASKS),
                page("POST", AccountTabs.PASSWORD, accountPage::changePassword).withoutReauthentication(ASKS),
                page("GET", AccountTabs.SESSIONS, sessionsPage::show),
                page("POST", AccountTabs.OTHER_SESSIONS, sessionsPage::endOthers)
                        .withoutReauthentication(ENDS),
                page("POST", AccountTabs.session("{" + SessionListJson.ID + "}"), sessionsPage::end)
                        .withoutReauthentication(ENDS),
                page("GET", AccountTabs.EXPORT, exportPage::show),
                page("POST", AccountTabs.EXPORT, exportPage::download).reauthenticated(),
                page("GET", AccountTabs.DELETE, deletePage::show),
                page("POST", AccountTabs.DELETE, deletePage::delete).withoutReauthentication(ASKS));
    }

    private List<PortalRoute> calls() {
        return List.of(
                PortalRoute.json("GET", "/me", developerJson::show),
                PortalRoute.json("PATCH", "/me", developerJson::change).withoutReauthentication(NAME),
                PortalRoute.json("DELETE", "/me", ownAccountJson::delete).withoutReauthentication(ASKS),
                PortalRoute.json("GET", "/me/export", ownAccountJson::export).reauthenticated(),
                PortalRoute.json("POST", "/me/password", ownAccountJson::changePassword)
                        .withoutReauthentication(ASKS),
                PortalRoute.json("POST", "/me/email", ownAccountJson::changeEmail)
                        .withoutReauthentication(ASKS),
                PortalRoute.json("POST", "/me/reauth", sessionJson::confirm).withoutReauthentication(ASKS),
                PortalRoute.json("GET", "/sessions", sessionListJson::list),
                PortalRoute.json("DELETE", "/sessions", sessionListJson::endOthers)
                        .withoutReauthentication(ENDS),
                PortalRoute.json("DELETE", "/sessions/current", sessionJson::logOut)
                        .withoutReauthentication("It ends the session that was stolen."),
                PortalRoute.json("DELETE", "/sessions/{" + SessionListJson.ID + "}", sessionListJson::end)
                        .withoutReauthentication(ENDS));
    }

    private static PortalRoute page(String method, String path, Function<PortalCall, PortalResponse> handler) {
        return PortalRoute.page(method, PortalPaths.below(path), handler);
    }

    private Route call(String path, Handler handler) {
        return Route.portalJson("POST", PortalPaths.JSON + path, AccountProblems.mapping(handler));
    }
}
