package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.model.ErrorCode;

/** Why the portal refuses a request before the handler of a feature sees it. */
public enum PortalRefusal implements ErrorCode {
    /** There is no such app, or it is not the developer's; which of the two is not said. */
    NO_SUCH_APP("not_found", "This app doesn't exist, or you don't have access to it."),
    /** The call needs a recent password. */
    REAUTH_REQUIRED("reauth_required", "Confirm your password first: POST /me/reauth."),
    /** The body of a JSON call is not sent as JSON. */
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", "Send the body as application/json."),
    /** The product itself defines the app. */
    INTERNAL_APP_READ_ONLY(
            "internal_app_read_only", "This app is defined by the product itself and cannot be changed."),
    /** The app is revoked for good. */
    APP_REVOKED("app_revoked", "This app is revoked and cannot be changed any more.");

    private final String wireName;
    private final String detail;

    PortalRefusal(String wireName, String detail) {
        this.wireName = wireName;
        this.detail = detail;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    String detail() {
        return detail;
    }
}
