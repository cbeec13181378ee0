package dev.drawbridge.core.model;

/**
 * The internal id of a registered app; the public one is {@link ClientId}.
 *
 * @param value 1 to 64 printable ASCII characters without spaces
 */
public record AppId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long or has other than printable ASCII characters
     */
    public AppId {
        IdRules.check("AppId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
