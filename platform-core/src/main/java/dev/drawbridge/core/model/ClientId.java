package dev.drawbridge.core.model;

/**
 * The public identifier of an app, {@code client_id} on the wire (RFC 6749 §2.2).
 *
 * @param value 1 to 191 printable ASCII characters without spaces
 */
public record ClientId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 191;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long or has other than printable ASCII characters
     */
    public ClientId {
        IdRules.check("ClientId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
