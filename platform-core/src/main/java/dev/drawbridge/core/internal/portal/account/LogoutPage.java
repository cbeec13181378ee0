package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.spi.PortalPaths;

/** The button that logs a developer out; it leads to the first page. Thread-safe. */
final class LogoutPage {

    private final LogOut logOut;
    private final SessionCookies cookies;

    LogoutPage(LogOut logOut, SessionCookies cookies) {
        this.logOut = logOut;
        this.cookies = cookies;
    }

    Response logOut(Request request) {
        logOut.run(request);
        return cookies.take(Response.seeOther(PortalPaths.PAGES)).with("Clear-Site-Data", "\"cache\"");
    }
}
