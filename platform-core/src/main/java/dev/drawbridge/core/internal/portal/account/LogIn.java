package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.account.Sessions;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.model.Secret;
import java.util.Set;

/** A developer logs in. Thread-safe. */
final class LogIn {

    static final String EMAIL = "email";
    static final String PASSWORD = "password";

    private final DeveloperAccountService service;
    private final Sessions sessions;
    private final SessionCookies cookies;

    LogIn(DeveloperAccountService service, Sessions sessions, SessionCookies cookies) {
        this.service = service;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /**
     * What the developer types.
     *
     * @param email the address as typed
     * @param password as typed
     */
    record Input(String email, Secret password) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            return new Input(form.text(EMAIL), Secret.of(form.text(PASSWORD)));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(EMAIL, PASSWORD));
            return new Input(
                    body.text(EMAIL).orElse(""), Secret.of(body.text(PASSWORD).orElse("")));
        }
    }

    /**
     * Begins a session.
     *
     * @throws AccountRefusedException as {@link DeveloperAccountService#logIn} does
     */
    LoggedIn run(Input input, Request request) {
        LoggedIn session = service.logIn(input.email(), input.password(), cookies.device(request), Visitor.of(request));
        request.permit().giveBack();
        // Whatever session the browser had before ends: a planted one must not live on.
        cookies.token(request).ifPresent(sessions::replace);
        return session;
    }
}
