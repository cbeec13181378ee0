package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;

/**
 * Turns refusals of accounts into problems (RFC 9457) of the portal's JSON, and of pages that have no form to show again: the
 * one place that knows their HTTP statuses.
 */
public final class AccountProblems {

    private AccountProblems() {}

    /** Lets a handler refuse in the words of the services. */
    public static Handler mapping(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (AccountRefusedException e) {
                throw new ProblemException(of(e));
            }
        };
    }

    static Problem of(AccountRefusedException refused) {
        AccountRefusal refusal = refused.refusal();
        Problem problem = refusal == AccountRefusal.INVALID_FIELDS
                ? Problem.invalidFields(refused.errors())
                : Problem.of(status(refusal), refusal.wireName(), refused.detail());
        if (refusal == AccountRefusal.NOT_AUTHENTICATED) {
            // RFC 9110 §15.5.2: a 401 comes with a challenge.
            return problem.withHeader("WWW-Authenticate", "Bearer");
        }
        return refused.retryAfter()
                .map(wait -> problem.withHeader("Retry-After", String.valueOf(wait.toSeconds())))
                .orElse(problem);
    }

    /** Returns the HTTP status of a refusal. */
    static int status(AccountRefusal refusal) {
        return switch (refusal) {
            case INVALID_CREDENTIALS, NOT_AUTHENTICATED -> 401;
            case ACCOUNT_SUSPENDED, PASSWORD_RESET_REQUIRED -> 403;
            case NO_SUCH_SESSION -> 404;
            case ACTIVE_APPS -> 409;
            case LINK_EXPIRED -> 410;
            case INVALID_FIELDS -> 422;
            // RFC 6585 §4
            case TOO_MANY_ATTEMPTS,
                    RESEND_LIMIT,
                    EXPORT_LIMIT,
                    SIGNUP_ADDRESS_LIMIT,
                    SIGNUP_DOMAIN_LIMIT,
                    SIGNUP_INBOX_LIMIT -> 429;
            case BUSY -> 503;
        };
    }
}
