package dev.drawbridge.core.internal.secret;

import dev.drawbridge.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes and checks credentials of the form {@code <prefix>_<kind>_} + 43 base62 characters (256 random bits) + 6 base62
 * characters of a CRC-32, so that leaked ones can be found by a pattern and mistyped ones are refused before any look-up.
 *
 * <p>All characters are unreserved (RFC 3986 §2.3): clients that forget to encode them still work. Thread-safe if the
 * generator is.
 */
public final class CredentialFormat {

    /** What separates prefix and random part. */
    public enum Kind {
        /** A client secret. */
        CLIENT_SECRET("cs"),
        /** A client id. */
        CLIENT_ID("cid"),
        /** A refresh token. */
        REFRESH_TOKEN("rt"),
        /** An authorization code. */
        AUTHORIZATION_CODE("ac"),
        /** A link sent by mail. */
        MAIL_LINK("ml"),
        /** What lets a client register itself (RFC 7591 §3). */
        INITIAL_ACCESS_TOKEN("ia"),
        /** What lets a client manage its registration (RFC 7592). */
        REGISTRATION_TOKEN("ra");

        private final String infix;

        Kind(String infix) {
            this.infix = infix;
        }
    }

    /** The prefix a host gets that sets none. */
    public static final String DEFAULT_PREFIX = "dp";

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9]{2,10}");
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 43;
    private static final int CHECKSUM_CHARACTERS = 6;

    private final String prefix;
    private final RandomGenerator random;

    /**
     * Makes a format.
     *
     * @param prefix 2 to 10 characters of {@code [a-z0-9]}
     * @param random the source of randomness
     * @throws IllegalArgumentException if the prefix is not of that form
     */
    public CredentialFormat(String prefix, RandomGenerator random) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("The credential prefix must be 2 to 10 of [a-z0-9]: " + prefix);
        }
        this.prefix = prefix;
        this.random = random;
    }

    /**
     * Makes a new credential.
     *
     * @param kind its kind
     * @return the credential
     */
    public Secret next(Kind kind) {
        StringBuilder text = new StringBuilder(lead(kind));
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return Secret.of(text.append(checksum(text.toString())).toString());
    }

    /**
     * Tells whether a text has the form and the checksum of a credential of this host.
     *
     * @param kind the expected kind
     * @param candidate what was presented
     * @return true if it could be one
     */
    public boolean matches(Kind kind, String candidate) {
        String lead = lead(kind);
        int end = lead.length() + RANDOM_CHARACTERS;
        return candidate.length() == end + CHECKSUM_CHARACTERS
                && candidate.startsWith(lead)
                && candidate.chars().skip(lead.length()).allMatch(c -> BASE62.indexOf(c) >= 0)
                && candidate.substring(end).equals(checksum(candidate.substring(0, end)));
    }

    /**
     * Returns what credentials of a kind begin with.
     *
     * @param kind the kind
     * @return {@code <prefix>_<kind>_}
     */
    public String lead(Kind kind) {
        return prefix + "_" + kind.infix + "_";
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        char[] digits = new char[CHECKSUM_CHARACTERS];
        long rest = crc.getValue();
        for (int i = CHECKSUM_CHARACTERS - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
