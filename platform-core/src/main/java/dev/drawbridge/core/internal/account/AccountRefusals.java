package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import java.time.Duration;
import java.util.List;

/** The problems (RFC 9457) of accounts, with their codes. */
public final class AccountRefusals {

    public static final String INVALID_CREDENTIALS = "invalid_credentials";
    public static final String LINK_EXPIRED = "link_expired";

    static final FieldError EMAIL_INVALID = new FieldError("email", "email_invalid", EmailAddress.HOW_TO);

    private AccountRefusals() {}

    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalidFields(errors));
    }

    public static ProblemException noAddress() {
        return invalid(List.of(EMAIL_INVALID));
    }

    public static ProblemException invalidCredentials() {
        return ProblemException.of(401, INVALID_CREDENTIALS, "Email or password is incorrect.");
    }

    public static ProblemException wrongPassword() {
        return invalid(List.of(new FieldError("password", INVALID_CREDENTIALS, "That password is not correct.")));
    }

    public static ProblemException suspended(String contact) {
        return ProblemException.of(403, "account_suspended", "This account is suspended. Contact " + contact + ".");
    }

    public static ProblemException resetRequired() {
        return ProblemException.of(
                403,
                "password_reset_required",
                "Too many attempts failed. Use \"Forgot password?\" to set a new password, then log in.");
    }

    public static ProblemException linkExpired() {
        return ProblemException.of(410, LINK_EXPIRED, "This link has expired or was already used.");
    }

    public static ProblemException notLoggedIn() {
        return new ProblemException(
                Problem.of(401, "not_authenticated", "Log in first.").withHeader("WWW-Authenticate", "Bearer"));
    }

    public static ProblemException tooManySignUps(String code, String from, Duration wait, String contact) {
        return later(
                code,
                "Too many sign-ups from this " + from + ". Try again in " + inWords(wait) + ", or write to " + contact
                        + ".",
                wait);
    }

    public static ProblemException tooManyAttempts(Duration wait) {
        return later("too_many_attempts", "Too many attempts. Try again in " + inWords(wait) + ".", wait);
    }

    public static ProblemException tooManyLinks(Duration wait) {
        return later("resend_limit", "We sent a link already. Ask again in " + inWords(wait) + ".", wait);
    }

    public static ProblemException tooManyMailRequests(Duration wait) {
        return new ProblemException(
                Problem.of(503, "busy", "Too many people ask for mails right now. Try again in " + inWords(wait) + ".")
                        .withHeader("Retry-After", String.valueOf(seconds(wait))));
    }

    private static ProblemException later(String code, String detail, Duration wait) {
        return new ProblemException(
                Problem.of(429, code, detail).withHeader("Retry-After", String.valueOf(seconds(wait))));
    }

    private static String inWords(Duration wait) {
        long seconds = seconds(wait);
        if (seconds < 120) {
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        return (seconds + 59) / 60 + " minutes";
    }

    /** Rounds up: whoever waits so long is let through. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
