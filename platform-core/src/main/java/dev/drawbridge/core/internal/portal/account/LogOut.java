package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;

/** A developer logs out. Thread-safe. */
final class LogOut {

    private final DeveloperAccountService service;
    private final SessionCookies cookies;

    LogOut(DeveloperAccountService service, SessionCookies cookies) {
        this.service = service;
        this.cookies = cookies;
    }

    /** Ends the session that a request carries, if there is one. */
    void run(Request request) {
        cookies.token(request).ifPresent(token -> service.logOut(token, Visitor.of(request)));
    }
}
