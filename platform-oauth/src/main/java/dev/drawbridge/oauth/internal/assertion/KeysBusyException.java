package dev.drawbridge.oauth.internal.assertion;

/** The keys of a client are being fetched, or cannot be now because too much is; the client may come again soon. */
public final class KeysBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysBusyException() {
        // No stack trace: this is a decision, not a failure of the program.
        super("The keys of the client are being fetched", null, false, false);
    }
}
