package dev.drawbridge.core.internal.cache;

/** The host fails to say what it is asked, and nothing that it said before is recent enough. */
public final class HostUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostUnavailableException() {
        // No stack trace: the cache logs what the host threw.
        super("The host cannot be asked now", null, false, false);
    }
}
