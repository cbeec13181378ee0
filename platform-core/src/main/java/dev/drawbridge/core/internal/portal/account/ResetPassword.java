package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import java.util.Set;

/** A developer sets a new password with the link from a mail. Thread-safe. */
final class ResetPassword {

    static final String TOKEN = "token";
    static final String PASSWORD = "password";

    private final DeveloperAccountService service;

    ResetPassword(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * What the developer sends.
     *
     * @param token of the link
     * @param password the new one as typed
     */
    record Input(Secret token, Secret password) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            return new Input(Secret.of(form.text(TOKEN)), Secret.of(form.text(PASSWORD)));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(TOKEN, PASSWORD));
            return new Input(
                    Secret.of(body.text(TOKEN).orElse("")),
                    Secret.of(body.text(PASSWORD).orElse("")));
        }
    }

    /** Tells whether the link would work, without using it. */
    boolean linkWorks(Secret token) {
        return service.resetLinkWorks(token);
    }

    /**
     * Sets the password. Who proves that they read the mail is no stranger.
     *
     * @throws AccountRefusedException as {@link DeveloperAccountService#resetPassword} does
     */
    void run(Input input, Request request) {
        service.resetPassword(input.token(), input.password(), Visitor.of(request));
        request.permit().giveBack();
    }
}
