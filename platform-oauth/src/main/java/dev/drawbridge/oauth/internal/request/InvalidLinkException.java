package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import org.jspecify.annotations.Nullable;

/**
 * A link that leads here cannot be trusted: there is nowhere to send an error to, so it becomes a page (RFC 6749 §4.1.2.1).
 * Thrown while a request is read, mapped to the page in one place per endpoint.
 */
public final class InvalidLinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a link is not valid, with the error at the pushed authorization request endpoint. */
    public enum Reason {
        /** Parameters cannot be decoded, or one that names the app or the address occurs twice. */
        MALFORMED_REQUEST(OAuthError.INVALID_REQUEST, "A parameter is malformed or too long."),
        /** The app's {@code state} is longer than what is kept for it. */
        STATE_TOO_LONG(
                OAuthError.INVALID_REQUEST,
                "The state is longer than " + AuthorizationRequest.MAX_STATE + " characters."),
        /** There is no such app. */
        UNKNOWN_CLIENT,
        /** The app was revoked, suspended or has expired. */
        APP_NOT_ACTIVE,
        /** The app may not be installed, because users connect it. */
        NOT_INSTALLABLE,
        /** The app registered several addresses, or none, and the link names none. */
        MISSING_REDIRECT_URI(OAuthError.INVALID_REQUEST, "The redirect_uri is missing: the app has not exactly one."),
        /** The request that was pushed (RFC 9126) is unknown, expired, used, or another app's. */
        INVALID_REQUEST_URI(OAuthError.INVALID_REQUEST, "A parameter is malformed or too long."),
        /** A client describes itself, and its document cannot be read, is not valid, or is refused by the host. */
        INVALID_CLIENT_DOCUMENT,
        /** Too many such documents are being read. */
        CLIENT_DOCUMENT_BUSY,
        /** The app wants a response without a page, but is not trusted to get one before there is a login. */
        NOT_LOGGED_IN,
        /** The address is none of the app's own. */
        INVALID_REDIRECT_URI(OAuthError.INVALID_REQUEST, "The redirect_uri is not one of the app.");

        private final OAuthError error;
        private final String description;

        Reason() {
            this(OAuthError.INVALID_CLIENT, "The client is unknown or its credentials are wrong.");
        }

        Reason(OAuthError error, String description) {
            this.error = error;
            this.description = description;
        }

        /**
         * Returns the error where no page can be shown (RFC 9126 §2.3).
         *
         * @return the error
         */
        public OAuthError error() {
            return error;
        }

        /**
         * Returns what is said with the error.
         *
         * @return for the developer of the app
         */
        public String description() {
            return description;
        }
    }

    private final transient Reason reason;
    private final transient @Nullable App app;

    /**
     * Refuses a link of an app.
     *
     * @param reason why
     * @param app the app; null if it is not known
     */
    public InvalidLinkException(Reason reason, @Nullable App app) {
        // No stack trace: this is a response, not a failure of the program.
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.app = app;
    }

    /**
     * Refuses a link.
     *
     * @param reason why
     */
    public InvalidLinkException(Reason reason) {
        this(reason, null);
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
     * Returns the app that made the link.
     *
     * @return null if it is not known
     */
    public @Nullable App app() {
        return app;
    }
}
