package dev.drawbridge.core.spi.store;

/**
 * The store refused a statement: a table is missing, a value does not fit, a constraint is violated. It becomes a
 * 500. Neither the message nor a cause has a value of the statement, so it may be logged.
 */
public final class StoreFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message which statement, without its values
     * @param cause the driver's exception without its message
     */
    public StoreFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
