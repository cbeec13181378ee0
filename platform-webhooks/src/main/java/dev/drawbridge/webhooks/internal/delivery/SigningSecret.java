package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.model.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric key of an endpoint (Standard Webhooks, "Signature scheme"). Immutable; never printed. */
public final class SigningSecret {

    /** What the text form begins with. */
    public static final String PREFIX = "whsec_";

    /** The fewest bytes: 192 bits. */
    public static final int MIN_BYTES = 24;

    /** The most bytes: 512 bits. */
    public static final int MAX_BYTES = 64;

    private static final int GENERATED_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private SigningSecret(byte[] key) {
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A signing secret has " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + key.length);
        }
        this.key = key;
    }

    /**
     * Makes a new secret of 256 bits.
     *
     * @param random the generator
     * @return the secret
     */
    public static SigningSecret generate(RandomGenerator random) {
        byte[] key = new byte[GENERATED_BYTES];
        random.nextBytes(key);
        return new SigningSecret(key);
    }

    /**
     * Reads the text form: {@code whsec_} and padded standard base64.
     *
     * @param text the text form
     * @return the secret
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static SigningSecret parse(Secret text) {
        String revealed = text.reveal();
        if (!revealed.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A signing secret begins with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(revealed.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The decoder's message shows a character of the secret.
            throw new IllegalArgumentException("After " + PREFIX + " a signing secret is standard base64");
        }
        return new SigningSecret(key);
    }

    static SigningSecret ofBytes(byte[] key) {
        return new SigningSecret(key.clone());
    }

    byte[] bytes() {
        return key.clone();
    }

    /**
     * Returns the text form.
     *
     * @return what receivers configure
     */
    public Secret text() {
        return Secret.of(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && MessageDigest.isEqual(key, secret.key);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "SigningSecret[...]";
    }
}
