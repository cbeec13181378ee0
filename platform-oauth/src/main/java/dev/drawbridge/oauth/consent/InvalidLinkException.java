package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import org.jspecify.annotations.Nullable;

/**
 * A link that leads here cannot be trusted: there is nobody whom the answer may be sent to, so it becomes a page (RFC 6749
 * §4.1.2.1). Thrown while a request is read, mapped to the page in one place per endpoint.
 */
final class InvalidLinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a link is not valid. */
    enum Reason {
        /** Parameters cannot be decoded, or one that names the app or the address stands twice. */
        MALFORMED_REQUEST("The link is damaged or incomplete."),
        /** The app's {@code state} is longer than what is kept for it. */
        STATE_TOO_LONG("The state that the app put into the link has more than " + AuthorizationRequest.MAX_STATE
                + " characters."),
        /** There is no such app. */
        UNKNOWN_CLIENT("The link does not belong to an app that is registered here."),
        /** The app was revoked, suspended or has expired. */
        APP_NOT_ACTIVE("The app that made this link is no longer active."),
        /** The app may not be installed, because users connect it. */
        NOT_INSTALLABLE("This app is not installed for a company. Connect it from the app itself."),
        /** The app registered several addresses, or none, and the link names none. */
        MISSING_REDIRECT_URI("The link does not say where to return to."),
        /** The request that was pushed (RFC 9126) is unknown, expired, answered, or another app's. */
        INVALID_REQUEST_URI("The link has expired or was used before. Go back to the app and start again."),
        /** A client describes itself, and its document cannot be read, is not valid, or is refused by the host. */
        INVALID_CLIENT_DOCUMENT("The description of the app that made this link could not be read or is not valid."),
        /** Too many such documents are being read. */
        CLIENT_DOCUMENT_BUSY("The app that made this link could not be looked up just now. Try again in a minute."),
        /** The app wants an answer without a page, but is not trusted to get one before there is a login. */
        NOT_LOGGED_IN("You are not signed in, and the link does not let you. Sign in first and open it again."),
        /** The address is none of the app's own. */
        INVALID_REDIRECT_URI("The link wants to return to an address that the app has not registered.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final transient Reason reason;
    private final transient @Nullable App app;

    InvalidLinkException(Reason reason, @Nullable App app) {
        // No stack trace: this is an answer, not a failure of the program.
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.app = app;
    }

    InvalidLinkException(Reason reason) {
        this(reason, null);
    }

    Reason reason() {
        return reason;
    }

    @Nullable
    App app() {
        return app;
    }
}
