package dev.drawbridge.core.model;

/**
 * A user of the host, {@code sub} of the tokens issued for that user. Chosen by the host.
 *
 * @param value 1 to 191 printable ASCII characters without spaces, not beginning with {@code client:}
 */
public record UserId(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 191;

    /** What the subject of a machine token begins with; no user id may, so the two can never be equal. */
    public static final String MACHINE_SUBJECT_PREFIX = "client:";

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is empty, too long, has other than printable ASCII characters, or
     *     begins with {@value #MACHINE_SUBJECT_PREFIX}
     */
    public UserId {
        IdRules.check("UserId", value, MAX_LENGTH);
        if (value.startsWith(MACHINE_SUBJECT_PREFIX)) {
            throw new IllegalArgumentException("UserId must not begin with '" + MACHINE_SUBJECT_PREFIX + "': " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
