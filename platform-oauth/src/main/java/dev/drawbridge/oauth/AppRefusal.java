package dev.drawbridge.oauth;

import dev.drawbridge.core.model.ErrorCode;

/** Why an app or one of its secrets is not made or changed. */
public enum AppRefusal implements ErrorCode {
    /** Something about the wanted app is not valid; {@link AppRefusedException#errors()} says what. */
    INVALID_FIELDS("invalid_fields", "Some fields are not valid."),
    /** The developer did not confirm their address. */
    EMAIL_NOT_VERIFIED("email_not_verified", "Confirm your email address before you create an app."),
    /** The developer has as many live apps as they may. */
    APP_LIMIT_REACHED(
            "app_limit_reached",
            "You have " + OAuthAppRegistry.MAX_LIVE_APPS + " active apps. Revoke one to create another."),
    /** The developer created as many apps within an hour as they may. */
    TOO_MANY_APPS(
            "too_many_apps",
            "You created " + OAuthAppRegistry.MAX_CREATED_PER_HOUR
                    + " apps within an hour. Create the next one later."),
    /** Another app has the client id, whatever its status. */
    CLIENT_ID_TAKEN("client_id_taken", "There is an app with this client id already."),
    /** The app is not at the version that was read. */
    STALE_VERSION("stale_version", "The app was changed in the meantime. Read it again."),
    /** The caller does not say which version they read. */
    PRECONDITION_REQUIRED("precondition_required", "Send If-Match with the ETag of the app."),
    /** The app is revoked. */
    APP_REVOKED("app_revoked", "The app is revoked and cannot be changed."),
    /** The app authenticates without a secret. */
    NO_SECRET_FOR_CLIENT_TYPE("no_secret_for_client_type", "This app has no secret."),
    /** Two secrets work, and nobody said that the older one may end. */
    SECRET_ROTATION_IN_PROGRESS(
            "secret_rotation_in_progress",
            "Two secrets work at present. End the older one first, or rotate with endOlder."),
    /** No rotation is in progress. */
    NO_ROTATION_IN_PROGRESS("no_rotation_in_progress", "There is no rotation that could be taken back."),
    /** The app has no live secret of that id. */
    SECRET_NOT_FOUND("secret_not_found", "The app has no such secret, or it has ended."),
    /** The app belongs to a developer, who alone gets its secrets. */
    APP_HAS_OWNER("app_has_owner", "The secrets of this app are its developer's to choose."),
    /** Operators were asked already. */
    ALREADY_SUBMITTED("already_submitted", "The app is in review. Withdraw it first to submit it again."),
    /** The app is approved as it is. */
    NOTHING_TO_REVIEW("nothing_to_review", "The app is approved, and no change of it is pending."),
    /** Nobody asked for a review. */
    NOT_SUBMITTED("not_submitted", "The app is not in review."),
    /** Another operator was faster, or the developer reads an old page. */
    ALREADY_DECIDED("already_decided", "The review of the app was decided already."),
    /** The key of a call that was processed. */
    ALREADY_PROCESSED("already_processed", "A call with this Idempotency-Key was processed already."),
    /** A key that is too long to be remembered. */
    IDEMPOTENCY_KEY_TOO_LONG("idempotency_key_too_long", "An Idempotency-Key has at most 255 characters.");

    private final String wireName;
    private final String detail;

    AppRefusal(String wireName, String detail) {
        this.wireName = wireName;
        this.detail = detail;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the refusal for people.
     *
     * @return what was wrong and what to do
     */
    public String detail() {
        return detail;
    }
}
