package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;

/** A visitor asks for a link to set a new password. Thread-safe. */
final class ForgotPassword {

    private final DeveloperAccountService service;
    private final SessionCookies cookies;

    ForgotPassword(DeveloperAccountService service, SessionCookies cookies) {
        this.service = service;
        this.cookies = cookies;
    }

    /**
     * Asks for the mail; whether there is an account does not show.
     *
     * @throws AccountRefusedException as {@link DeveloperAccountService#forgotPassword} does
     */
    void run(EmailInput input, Request request) {
        service.forgotPassword(input.email(), cookies.device(request), Visitor.of(request));
    }
}
