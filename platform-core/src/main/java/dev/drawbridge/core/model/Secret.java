package dev.drawbridge.core.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret on its way through the code: never printed, compared in constant time. Immutable.
 *
 * <p>Ask for the text only where it is handed to its one receiver; search for {@code reveal()} to find every such place.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a secret.
     *
     * @param text the secret
     * @return the wrapper
     */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /**
     * Returns the secret itself.
     *
     * @return the text
     */
    public String reveal() {
        return text;
    }

    /**
     * Returns the end of the secret, by which people recognise it.
     *
     * @return the last four characters, fewer if it is shorter
     */
    public String last4() {
        return text.substring(Math.max(0, text.length() - 4));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return TokenHash.of(text).hashCode();
    }

    @Override
    public String toString() {
        return "Secret[...]";
    }
}
