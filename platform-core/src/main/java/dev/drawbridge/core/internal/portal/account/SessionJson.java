package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import java.time.Instant;

/** Sessions in the portal's JSON: login, logout, the password given again. Thread-safe. */
final class SessionJson {

    private final LogIn logIn;
    private final LogOut logOut;
    private final ConfirmPassword confirm;
    private final SessionCookies cookies;

    SessionJson(LogIn logIn, LogOut logOut, ConfirmPassword confirm, SessionCookies cookies) {
        this.logIn = logIn;
        this.logOut = logOut;
        this.confirm = confirm;
        this.cookies = cookies;
    }

    record Session(String token, Instant expiresAt) {}

    Response logIn(Request request) {
        LoggedIn session = logIn.run(LogIn.Input.ofJson(request.json()), request);
        Session body = new Session(session.token().reveal(), session.expiresAt());
        return cookies.give(Response.json(201, body), session);
    }

    PortalResponse logOut(PortalCall call) {
        logOut.run(call.request());
        return new PortalResponse.Raw(cookies.take(Response.empty(204).noStore()));
    }

    PortalResponse confirm(PortalCall call) {
        ConfirmPassword.Input input =
                ConfirmPassword.Input.ofJson(call.request().json());
        Access access = cookies.ofJson(call.request())
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
        LoggedIn confirmed = confirm.run(access, input, call.request());
        Response done = Response.empty(204).noStore();
        return new PortalResponse.Raw(access.byCookie() ? cookies.give(done, confirmed) : done);
    }
}
