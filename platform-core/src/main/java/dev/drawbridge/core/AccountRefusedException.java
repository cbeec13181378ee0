package dev.drawbridge.core;

import dev.drawbridge.core.http.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a developer wants of their account. It knows nothing of HTTP: each surface maps {@link #refusal()} in one
 * place.
 */
public final class AccountRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AccountRefusal refusal;
    private final String detail;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    /**
     * Makes a refusal.
     *
     * @param refusal the code
     */
    public AccountRefusedException(AccountRefusal refusal) {
        this(refusal, refusal.detail(), List.of(), null);
    }

    /**
     * Makes a refusal that says what to do.
     *
     * @param refusal the code
     * @param advice a sentence for people
     */
    public AccountRefusedException(AccountRefusal refusal, String advice) {
        this(refusal, refusal.detail() + " " + advice, List.of(), null);
    }

    private AccountRefusedException(
            AccountRefusal refusal, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        // No stack trace: this is a decision, not a failure of the program.
        super(refusal.wireName() + ": " + detail + (errors.isEmpty() ? "" : " " + errors), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /**
     * Refuses fields.
     *
     * @param errors what is wrong with which field, at least one
     * @return the refusal with {@link AccountRefusal#INVALID_FIELDS}
     */
    public static AccountRefusedException invalidFields(List<FieldError> errors) {
        AccountRefusal refusal = AccountRefusal.INVALID_FIELDS;
        return new AccountRefusedException(refusal, refusal.detail(), errors, null);
    }

    /**
     * Refuses until some time has passed.
     *
     * @param refusal the code
     * @param retryAfter the time
     * @param advice a sentence for people that says when to try again
     * @return the refusal
     */
    public static AccountRefusedException retryLater(AccountRefusal refusal, Duration retryAfter, String advice) {
        return new AccountRefusedException(refusal, refusal.detail() + " " + advice, List.of(), retryAfter);
    }

    /**
     * Returns why it is refused.
     *
     * @return the code
     */
    public AccountRefusal refusal() {
        return refusal;
    }

    /**
     * Returns the refusal for people.
     *
     * @return what was wrong and what to do
     */
    public String detail() {
        return detail;
    }

    /**
     * Returns what is wrong with which field.
     *
     * @return at least one error for {@link AccountRefusal#INVALID_FIELDS}, none for other refusals
     */
    public List<FieldError> errors() {
        return errors;
    }

    /**
     * Returns when the same may be tried again.
     *
     * @return the wait, for refusals that end by themselves
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
