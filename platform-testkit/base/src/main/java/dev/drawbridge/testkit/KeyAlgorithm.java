package dev.drawbridge.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The algorithms of a {@link ClientKey} (RFC 7518 §3.1, RFC 8037 §3.1), by the JDK alone. */
enum KeyAlgorithm {
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    RS256("RS256", "SHA256withRSA"),
    PS256("PS256", "RSASSA-PSS"),
    EDDSA("EdDSA", "Ed25519");

    private static final int FIELD = 32;
    private static final int MODULUS = 256;
    private static final int EXPONENT = 3;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, FIELD, 1);

    private final String wireName;
    private final String jcaName;

    KeyAlgorithm(String wireName, String jcaName) {
        this.wireName = wireName;
        this.jcaName = jcaName;
    }

    static KeyAlgorithm ofWireName(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No algorithm of a client key: " + name));
    }

    String wireName() {
        return wireName;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    switch (this) {
                        case ES256 -> "EC";
                        case RS256, PS256 -> "RSA";
                        case EDDSA -> "Ed25519";
                    });
            if (this == ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (this != EDDSA) {
                generator.initialize(MODULUS * Byte.SIZE);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + wireName, e);
        }
    }

    byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(jcaName);
            if (this == PS256) {
                signature.setParameter(PSS);
            }
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + wireName, e);
        }
    }

    /** Returns the members that a thumbprint is made of (RFC 7638 §3.2), in their order. */
    static Map<String, String> members(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return new TreeMap<>(Map.of(
                    "kty",
                    "EC",
                    "crv",
                    "P-256",
                    "x",
                    number(ec.getW().getAffineX(), FIELD),
                    "y",
                    number(ec.getW().getAffineY(), FIELD)));
        }
        if (key instanceof RSAPublicKey rsa) {
            return new TreeMap<>(Map.of(
                    "kty", "RSA",
                    "n", number(rsa.getModulus(), MODULUS),
                    "e", number(rsa.getPublicExponent(), EXPONENT)));
        }
        byte[] encoded = key.getEncoded();
        return new TreeMap<>(Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "x", base64(Arrays.copyOfRange(encoded, encoded.length - FIELD, encoded.length))));
    }

    // As long as the field, leading zeros included (RFC 7518 §6.2.1.2).
    private static String number(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
