package dev.drawbridge.core.spi.store;

/**
 * The store is unavailable: no connection, a lost one, or a wait that took too long. It becomes a 503; nothing was
 * kept, except when the connection was lost during a commit: then the outcome is unknown. Trying again later may succeed.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message what the store could not do
     * @param cause the driver's exception
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
