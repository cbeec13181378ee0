package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.model.Secret;
import java.util.Optional;
import java.util.Set;

/** A developer gives the password again within a session. Thread-safe. */
public final class ConfirmPassword {

    /** The field of JSON bodies. */
    static final String PASSWORD = "password";

    /** The field of forms; not {@code password}, which a form may have for itself. */
    public static final String FORM_PASSWORD = "reauthPassword";

    private final DeveloperAccountService service;

    /**
     * Makes the operation.
     *
     * @param service judges the password
     */
    public ConfirmPassword(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * What the developer types.
     *
     * @param password as typed
     */
    public record Input(Secret password) {

        /** Reads a posted form, which may be about something else. */
        public static Input ofForm(Parameters form) {
            return new Input(Secret.of(form.text(FORM_PASSWORD)));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            return new Input(
                    Secret.of(body.only(Set.of(PASSWORD)).text(PASSWORD).orElse("")));
        }
    }

    /**
     * Confirms the password. A program keeps the token it has; a browser gets a new one and never notices.
     *
     * @return the session from now on
     * @throws AccountRefusedException as {@link DeveloperAccountService#confirmPassword} does
     */
    LoggedIn run(Access access, Input input, Request request) {
        return service.confirmPassword(access.session(), input.password(), access.byCookie(), Visitor.of(request));
    }

    /**
     * Confirms the password.
     *
     * @return the session from now on, or empty if the password is wrong
     * @throws AccountRefusedException for every other reason
     */
    public Optional<LoggedIn> tryRun(Access access, Input input, Request request) {
        try {
            return Optional.of(run(access, input, request));
        } catch (AccountRefusedException e) {
            if (e.refusal() == AccountRefusal.INVALID_FIELDS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns the renewed session as later requests find it. */
    public Access renewed(LoggedIn confirmed) {
        return service.session(confirmed.token())
                .map(session -> new Access(session, true))
                .orElseThrow(() -> new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED));
    }
}
