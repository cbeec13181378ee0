package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.http.FieldError;
import java.time.Duration;
import java.util.List;

/** The refusals that say more than their code: which field is wrong, how long to wait, who helps. */
final class AccountRefusals {

    static final FieldError EMAIL_INVALID =
            new FieldError("email", AccountFieldCode.EMAIL_INVALID, EmailAddress.HOW_TO);

    private AccountRefusals() {}

    static AccountRefusedException noAddress() {
        return invalid(EMAIL_INVALID);
    }

    static AccountRefusedException wrongPassword() {
        return invalid(
                new FieldError("password", AccountFieldCode.INVALID_CREDENTIALS, "That password is not correct."));
    }

    static AccountRefusedException invalid(FieldError error) {
        return AccountRefusedException.invalidFields(List.of(error));
    }

    static AccountRefusedException notAuthenticated() {
        return new AccountRefusedException(AccountRefusal.NOT_AUTHENTICATED);
    }

    static AccountRefusedException linkExpired() {
        return new AccountRefusedException(AccountRefusal.LINK_EXPIRED);
    }

    static AccountRefusedException suspended(String contact) {
        return new AccountRefusedException(AccountRefusal.ACCOUNT_SUSPENDED, "Contact " + contact + ".");
    }

    static AccountRefusedException tooManySignUps(AccountRefusal limit, Duration wait, String contact) {
        return retryLater(limit, wait, "Try again in " + inWords(wait) + ", or write to " + contact + ".");
    }

    static AccountRefusedException tooManyAttempts(Duration wait) {
        return retryLater(AccountRefusal.TOO_MANY_ATTEMPTS, wait, "Try again in " + inWords(wait) + ".");
    }

    static AccountRefusedException tooManyLinks(Duration wait) {
        return retryLater(AccountRefusal.RESEND_LIMIT, wait, "Ask again in " + inWords(wait) + ".");
    }

    static AccountRefusedException exportedAlready(Duration wait) {
        return retryLater(AccountRefusal.EXPORT_LIMIT, wait, "Try again in " + inWords(wait) + ".");
    }

    static AccountRefusedException noSuchSession() {
        return new AccountRefusedException(AccountRefusal.NO_SUCH_SESSION);
    }

    static AccountRefusedException emailUnchanged() {
        return invalid(
                new FieldError("email", AccountFieldCode.EMAIL_UNCHANGED, "This is your email address already."));
    }

    /** The same refusal about a field with another name. */
    static AccountRefusedException about(String field, AccountRefusedException refused) {
        if (refused.errors().isEmpty()) {
            return refused;
        }
        return AccountRefusedException.invalidFields(refused.errors().stream()
                .map(error -> new FieldError(field, error.code(), error.message()))
                .toList());
    }

    static AccountRefusedException tooManyMailRequests(Duration wait) {
        return retryLater(AccountRefusal.BUSY, wait, "Try again in " + inWords(wait) + ".");
    }

    private static AccountRefusedException retryLater(AccountRefusal refusal, Duration wait, String advice) {
        return AccountRefusedException.retryLater(refusal, Duration.ofSeconds(seconds(wait)), advice);
    }

    private static String inWords(Duration wait) {
        long seconds = seconds(wait);
        if (seconds >= 7200) {
            return (seconds + 3599) / 3600 + " hours";
        }
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
