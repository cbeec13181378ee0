package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.FieldErrors;
import org.jspecify.annotations.Nullable;

/**
 * Why a form for visitors is shown again.
 *
 * @param status of the page
 * @param fields what is wrong with which field
 * @param alert what is wrong with all of it, or null
 * @param retryAfter the header of that name, or empty
 */
public record FormRefusal(
        int status, FieldErrors fields, @Nullable Alert alert, String retryAfter) {

    /** Nothing was refused: the form is shown for the first time. */
    public static final FormRefusal NONE = new FormRefusal(200, FieldErrors.NONE, null, "");

    /** Makes a refusal of the whole form. */
    public static FormRefusal of(int status, Alert alert) {
        return new FormRefusal(status, FieldErrors.NONE, alert, "");
    }

    /** Says on a form what a service refused. */
    public static FormRefusal of(AccountRefusedException refused) {
        int status = AccountProblems.status(refused.refusal());
        String retryAfter = refused.retryAfter()
                .map(wait -> String.valueOf(wait.toSeconds()))
                .orElse("");
        if (!refused.errors().isEmpty()) {
            return new FormRefusal(status, FieldErrors.of(refused.errors()), null, retryAfter);
        }
        // A page is no place for 401: browsers expect a challenge with it.
        return new FormRefusal(
                status == 401 ? 422 : status, FieldErrors.NONE, Alert.error(refused.detail()), retryAfter);
    }

    /** Returns the page as the response to the refused form. */
    public Response on(Response page) {
        return retryAfter.isEmpty() ? page : page.with("Retry-After", retryAfter);
    }
}
