package dev.drawbridge.core.model;

import dev.drawbridge.core.internal.secret.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 of a random credential: what stores keep instead of it. Fast on purpose; the input has at least 128 random
 * bits, so there is nothing to guess. Passwords go through {@link Passwords}.
 *
 * @param value 43 characters of base64url
 */
public record TokenHash(String value) {

    /** Characters of a hash. */
    public static final int LENGTH = 43;

    private static final MessageDigest SHA_256 = sha256();

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is no hash
     */
    public TokenHash {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("A token hash has " + LENGTH + " characters");
        }
    }

    /**
     * Hashes a credential.
     *
     * @param credential the credential
     * @return its hash
     */
    public static TokenHash of(String credential) {
        return new TokenHash(Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(digest(credential.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Hashes a secret.
     *
     * @param secret the secret
     * @return its hash
     */
    public static TokenHash of(Secret secret) {
        return of(secret.reveal());
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TokenHash hash)) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < LENGTH; i++) {
            different |= value.charAt(i) ^ hash.value.charAt(i);
        }
        return different == 0;
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "TokenHash[...]";
    }

    private static byte[] digest(byte[] input) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(input);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
