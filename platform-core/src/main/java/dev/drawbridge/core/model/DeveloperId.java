package dev.drawbridge.core.model;

/**
 * The id of a developer account.
 *
 * @param value 1 to 64 printable ASCII characters without spaces
 */
public record DeveloperId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long or has other than printable ASCII characters
     */
    public DeveloperId {
        IdRules.check("DeveloperId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
