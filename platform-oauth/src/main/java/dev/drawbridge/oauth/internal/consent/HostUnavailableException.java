package dev.drawbridge.oauth.internal.consent;

/** The host is unavailable; the request becomes a 503 and consumes nothing. */
final class HostUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostUnavailableException(RuntimeException cause) {
        super("The host did not respond", cause);
    }
}
