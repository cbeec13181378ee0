package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.account.EmailChanges;
import dev.drawbridge.core.model.Secret;
import java.util.Set;

/** Developers ask for another address. Thread-safe. */
final class ChangeEmail {

    static final String EMAIL = "email";
    static final String PASSWORD = "password";

    private final EmailChanges emails;

    ChangeEmail(EmailChanges emails) {
        this.emails = emails;
    }

    /**
     * What the developer types.
     *
     * @param email the new address
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
     * Mails both addresses.
     *
     * @throws AccountRefusedException as {@link EmailChanges#request} does
     */
    void run(DeveloperSession session, Input input, Request request) {
        emails.request(session, input.email(), input.password(), Visitor.of(request));
    }
}
