package dev.drawbridge.core.internal.operator;

/** Ids that operators type. */
public final class OperatorIds {

    private OperatorIds() {}

    /**
     * Tells whether a text can be an id at all.
     *
     * @param text the text
     * @param maxLength the most characters of such an id
     * @return false if it is empty, too long or has other characters than printable ASCII
     */
    public static boolean canBe(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
