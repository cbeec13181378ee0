package dev.drawbridge.webhooks;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.ErrorCode;
import java.util.List;

/**
 * A call of {@link WebhookDispatcher} cannot be done as asked; nothing was changed. It knows nothing of HTTP: the portal maps
 * {@link #reason()} in one place.
 */
public final class WebhookRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a call cannot be done. */
    public enum Reason implements ErrorCode {
        /** Some fields are not valid; {@link WebhookRefusedException#errors()} says which. */
        INVALID("invalid_fields", "Some fields are not valid."),
        /** The app has no such endpoint or delivery. */
        UNKNOWN("not_found", "There is no such webhook endpoint or delivery."),
        /** The endpoint is not at the version that was read. */
        STALE("stale_version", "Someone else changed this endpoint. Reload and try again."),
        /** The app has {@link WebhookDispatcher#MAX_ENDPOINTS} endpoints. */
        TOO_MANY_ENDPOINTS("endpoint_limit_reached", "An app has at most 10 webhook endpoints. Delete one first."),
        /** The app was revoked meanwhile. */
        APP_REVOKED("app_revoked", "The app is revoked and cannot be changed."),
        /** The endpoint gets no events now. */
        NOT_ACTIVE("endpoint_not_active", "The endpoint is not active. Enable it first."),
        /** Too many older secrets still sign. */
        TOO_MANY_SECRETS("too_many_secrets", "Too many secrets are active. Rotate with a shorter overlap."),
        /** The endpoint, the app, or the apps of its developer were tested too often. */
        TOO_MANY_TESTS("too_many_tests", "Send at most 10 test events a minute to one endpoint, and 30 for one app."),
        /** Too much was redelivered for the app, or for the apps of its developer. */
        TOO_MANY_REDELIVERIES("too_many_redeliveries", "Redeliver at most 60 times a minute for one app."),
        /** The host manages endpoints itself. */
        NOT_SELF_SERVICE("webhooks_not_self_service", "Ask us to set up webhook endpoints for you.");

        private final String wireName;
        private final String detail;

        Reason(String wireName, String detail) {
            this.wireName = wireName;
            this.detail = detail;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        /**
         * Returns the reason for people.
         *
         * @return what was wrong and what to do
         */
        public String detail() {
            return detail;
        }
    }

    private final Reason reason;
    private final transient List<FieldError> errors;

    /**
     * Makes a refusal.
     *
     * @param reason why; for {@link Reason#INVALID} use {@link #invalid(List)}, which names the fields
     */
    public WebhookRefusedException(Reason reason) {
        this(reason, List.of());
    }

    private WebhookRefusedException(Reason reason, List<FieldError> errors) {
        super(reason.detail());
        this.reason = reason;
        this.errors = List.copyOf(errors);
    }

    /**
     * Refuses fields.
     *
     * @param errors what is wrong with which field, at least one
     * @return the refusal with {@link Reason#INVALID}
     */
    public static WebhookRefusedException invalid(List<FieldError> errors) {
        return new WebhookRefusedException(Reason.INVALID, errors);
    }

    /**
     * Refuses one field.
     *
     * @param field its name
     * @param code what is wrong with it
     * @param message the same for people
     * @return the refusal with {@link Reason#INVALID}
     */
    public static WebhookRefusedException invalid(String field, ErrorCode code, String message) {
        return invalid(List.of(new FieldError(field, code, message)));
    }

    /**
     * Returns why the call cannot be done.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns what is wrong with which field.
     *
     * @return the errors, for {@link Reason#INVALID}
     */
    public List<FieldError> errors() {
        return errors;
    }
}
