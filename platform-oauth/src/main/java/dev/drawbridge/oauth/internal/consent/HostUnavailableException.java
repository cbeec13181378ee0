package dev.drawbridge.oauth.internal.consent;

/** The host could not answer; the request is answered with 503 and consumes nothing. */
final class HostUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostUnavailableException(RuntimeException cause) {
        super("The host did not answer", cause);
    }
}
