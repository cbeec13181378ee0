package dev.drawbridge.oauth.internal.access;

import java.util.Optional;

/**
 * The credentials of an {@code Authorization} header that are one {@code token68} after the scheme (RFC 9110 §11.4).
 *
 * <p>Every call of the host's API is read here, so it is one pass over the characters; a regular expression took longer than
 * all other checks of a call together.
 */
final class Token68 {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
    private static final boolean[] ALLOWED = new boolean[128];

    static {
        CHARACTERS.chars().forEach(character -> ALLOWED[character] = true);
    }

    private Token68() {}

    /**
     * Reads a header.
     *
     * @param header scheme of letters, spaces, token
     * @return the token; empty if there is anything else
     */
    static Optional<String> of(String header) {
        int begin = header.indexOf(' ');
        if (begin < 1 || !letters(header, begin)) {
            return Optional.empty();
        }
        while (begin < header.length() && header.charAt(begin) == ' ') {
            begin++;
        }
        int end = begin;
        while (end < header.length() && allowed(header.charAt(end))) {
            end++;
        }
        int padded = end;
        while (padded < header.length() && header.charAt(padded) == '=') {
            padded++;
        }
        return end > begin && padded == header.length() ? Optional.of(header.substring(begin)) : Optional.empty();
    }

    private static boolean letters(String header, int end) {
        for (int i = 0; i < end; i++) {
            char character = header.charAt(i);
            if ((character < 'A' || character > 'Z') && (character < 'a' || character > 'z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char character) {
        return character < ALLOWED.length && ALLOWED[character];
    }
}
