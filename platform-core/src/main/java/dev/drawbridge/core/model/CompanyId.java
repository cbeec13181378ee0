package dev.drawbridge.core.model;

/**
 * A company of the host: the unit that plans, limits and data belong to. Chosen by the host.
 *
 * @param value 1 to 191 printable ASCII characters without spaces
 */
public record CompanyId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 191;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long or has other than printable ASCII characters
     */
    public CompanyId {
        IdRules.check("CompanyId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
