package dev.drawbridge.examples.cli;

/** The platform refused a command; the message says why. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
