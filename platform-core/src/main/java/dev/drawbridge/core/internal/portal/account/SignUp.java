package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.NewDeveloper;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Secret;
import java.util.Set;

/** A visitor signs up. Thread-safe. */
final class SignUp {

    static final String EMAIL = "email";
    static final String PASSWORD = "password";
    static final String NAME = "name";

    /** A field that people do not see; whoever fills it in is a program, and is told that all went well. */
    static final String HONEYPOT = "homepage";

    private static final String ACCEPT_TERMS = "acceptTerms";

    private final DeveloperAccountService service;

    SignUp(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * What the visitor types.
     *
     * @param developer who they want to be
     * @param honeypot the field that people do not see
     */
    record Input(NewDeveloper developer, String honeypot) {

        /** Reads a posted form. */
        static Input ofForm(Parameters form) {
            return new Input(
                    new NewDeveloper(form.text(EMAIL), Secret.of(form.text(PASSWORD)), form.text(NAME)),
                    form.text(HONEYPOT));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(EMAIL, PASSWORD, NAME, ACCEPT_TERMS, HONEYPOT));
            NewDeveloper developer = new NewDeveloper(
                    body.text(EMAIL).orElse(""),
                    Secret.of(body.text(PASSWORD).orElse("")),
                    body.text(NAME).orElse(""));
            // Known and read, but without effect.
            body.bool(ACCEPT_TERMS);
            return new Input(developer, body.text(HONEYPOT).orElse(""));
        }
    }

    /**
     * Signs the visitor up; whether they had an account does not show.
     *
     * @throws AccountRefusedException as {@link DeveloperAccountService#signUp} does
     */
    void run(Input input, Visitor visitor) {
        if (input.honeypot().isEmpty()) {
            service.signUp(input.developer(), visitor);
        }
    }
}
