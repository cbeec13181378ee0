package dev.drawbridge.oauth;

import dev.drawbridge.core.http.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to make or change an app or a secret. Nothing was changed. It knows nothing of HTTP: each surface maps {@link
 * #refusal()} in one place.
 */
public final class AppRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AppRefusal refusal;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    /**
     * Makes a refusal.
     *
     * @param refusal the code
     */
    public AppRefusedException(AppRefusal refusal) {
        this(refusal, List.of(), null);
    }

    private AppRefusedException(AppRefusal refusal, List<FieldError> errors, @Nullable Duration retryAfter) {
        // No stack trace: this is a decision, not a failure of the program.
        super(message(refusal, errors), null, false, false);
        this.refusal = refusal;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /**
     * Refuses fields.
     *
     * @param errors what is wrong with which field, at least one
     * @return the refusal with {@link AppRefusal#INVALID_FIELDS}
     */
    public static AppRefusedException invalidFields(List<FieldError> errors) {
        return new AppRefusedException(AppRefusal.INVALID_FIELDS, errors, null);
    }

    /**
     * Refuses one field.
     *
     * @param field its name
     * @param code what is wrong with it
     * @param message the same for people
     * @return the refusal with {@link AppRefusal#INVALID_FIELDS}
     */
    public static AppRefusedException invalidField(String field, AppFieldCode code, String message) {
        return invalidFields(List.of(new FieldError(field, code, message)));
    }

    /**
     * Refuses one more app until some time has passed.
     *
     * @param retryAfter the time
     * @return the refusal with {@link AppRefusal#TOO_MANY_APPS}
     */
    public static AppRefusedException tooManyApps(Duration retryAfter) {
        return new AppRefusedException(AppRefusal.TOO_MANY_APPS, List.of(), retryAfter);
    }

    private static String message(AppRefusal refusal, List<FieldError> errors) {
        String message = refusal.wireName() + ": " + refusal.detail();
        return errors.isEmpty() ? message : message + " " + errors;
    }

    /**
     * Returns why it is refused.
     *
     * @return the code
     */
    public AppRefusal refusal() {
        return refusal;
    }

    /**
     * Returns what is wrong with which field.
     *
     * @return at least one error for {@link AppRefusal#INVALID_FIELDS}, none for other refusals
     */
    public List<FieldError> errors() {
        return errors;
    }

    /**
     * Returns when the same may be tried again.
     *
     * @return the wait, for {@link AppRefusal#TOO_MANY_APPS} alone
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
