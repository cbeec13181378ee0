package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.account.PasswordChanges;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.model.Secret;
import java.util.Set;

/** Developers who know their password set another one. Thread-safe. */
final class ChangePassword {

    static final String CURRENT = "currentPassword";
    static final String NEW = "newPassword";

    private final PasswordChanges passwords;

    ChangePassword(PasswordChanges passwords) {
        this.passwords = passwords;
    }

    /**
     * What the developer types.
     *
     * @param current the old password
     * @param fresh the new one
     */
    record Input(Secret current, Secret fresh) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            return new Input(Secret.of(form.text(CURRENT)), Secret.of(form.text(NEW)));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(CURRENT, NEW));
            return new Input(
                    Secret.of(body.text(CURRENT).orElse("")),
                    Secret.of(body.text(NEW).orElse("")));
        }
    }

    /**
     * Sets the password. A program keeps the token it has; a browser gets a new one and never notices.
     *
     * @return the session from now on
     * @throws AccountRefusedException as {@link PasswordChanges#change} does
     */
    LoggedIn run(Access access, Input input, Request request) {
        return passwords.change(
                access.session(), input.current(), input.fresh(), access.byCookie(), Visitor.of(request));
    }
}
