package dev.drawbridge.core.model;

/**
 * The id of a grant, {@code gid} in access tokens.
 *
 * @param value 1 to 64 printable ASCII characters without spaces
 */
public record GrantId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long or has other than printable ASCII characters
     */
    public GrantId {
        IdRules.check("GrantId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
