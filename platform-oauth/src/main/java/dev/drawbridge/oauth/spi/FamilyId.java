package dev.drawbridge.oauth.spi;

/**
 * The id of a refresh family, {@code fid} in access tokens: one redemption of an authorization code and everything that
 * was refreshed from it.
 *
 * @param value 26 characters, see {@link dev.drawbridge.core.internal.secret.Ulids}
 */
public record FamilyId(String value) {

    /** Characters of an id. */
    public static final int LENGTH = 26;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is not {@value #LENGTH} letters and digits
     */
    public FamilyId {
        boolean legal =
                value.length() == LENGTH && value.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        if (!legal) {
            throw new IllegalArgumentException("A family id has " + LENGTH + " letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
