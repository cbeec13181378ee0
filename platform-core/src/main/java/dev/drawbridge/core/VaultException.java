package dev.drawbridge.core;

/** A sealed value cannot be opened: another master key, or the value was changed or moved. */
public final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what could not be opened, never its content.
     *
     * @param message what and why
     */
    public VaultException(String message) {
        super(message);
    }
}
