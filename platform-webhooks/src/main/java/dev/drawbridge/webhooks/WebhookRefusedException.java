package dev.drawbridge.webhooks;

import dev.drawbridge.core.http.FieldError;
import java.util.List;

/** A call of {@link WebhookDispatcher} cannot be done as asked. */
public final class WebhookRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Some fields are not valid. */
        INVALID(422, "invalid_fields", "Some fields are not valid."),
        /** The app has no such endpoint or delivery. */
        UNKNOWN(404, "not_found", "There is no such webhook endpoint or delivery."),
        /** The endpoint was changed meanwhile. */
        STALE(412, "stale_version", "The endpoint was changed meanwhile. Read it again."),
        /** The app has {@link WebhookDispatcher#MAX_ENDPOINTS} endpoints. */
        TOO_MANY_ENDPOINTS(409, "endpoint_limit_reached", "An app has at most 10 webhook endpoints. Delete one first."),
        /** The app was revoked meanwhile. */
        APP_REVOKED(409, "app_revoked", "The app is revoked and cannot be changed."),
        /** The endpoint gets no events now. */
        NOT_ACTIVE(409, "endpoint_not_active", "The endpoint is not active. Resume it first."),
        /** Too many older secrets still sign. */
        TOO_MANY_SECRETS(409, "too_many_secrets", "Too many secrets are live. Rotate with a shorter overlap."),
        /** The endpoint, the app, or the apps of its developer were tested too often. */
        TOO_MANY_TESTS(
                429, "too_many_tests", "Send at most 10 test events a minute to one endpoint, and 30 for one app."),
        /** The app, or its developer, had too much sent once more. */
        TOO_MANY_REDELIVERIES(429, "too_many_redeliveries", "Redeliver at most 60 times a minute for one app."),
        /** Operators manage endpoints here. */
        NOT_SELF_SERVICE(403, "webhooks_not_self_service", "Ask us to set up webhook endpoints for you.");

        private final int status;
        private final String code;
        private final String message;

        Reason(int status, String code, String message) {
            this.status = status;
            this.code = code;
            this.message = message;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }

        String message() {
            return message;
        }
    }

    private final Reason reason;
    private final transient List<FieldError> errors;

    WebhookRefusedException(Reason reason) {
        this(reason, List.of());
    }

    WebhookRefusedException(Reason reason, List<FieldError> errors) {
        super(reason.message());
        this.reason = reason;
        this.errors = List.copyOf(errors);
    }

    /**
     * Returns why.
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
