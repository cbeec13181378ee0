package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import java.util.Set;

/**
 * What a visitor types who asks for a mail.
 *
 * @param email the address as typed
 */
record EmailInput(String email) {

    static final String EMAIL = "email";

    /** Reads a posted form. */
    static EmailInput ofForm(Parameters form) {
        return new EmailInput(form.text(EMAIL));
    }

    /** Reads a JSON body. */
    static EmailInput ofJson(JsonObject body) {
        return new EmailInput(body.only(Set.of(EMAIL)).text(EMAIL).orElse(""));
    }
}
