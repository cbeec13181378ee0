package dev.drawbridge.oauth.spi;

import java.util.Optional;

/** How access tokens are signed (RFC 7518 §3.1, RFC 8037 §3.1). */
public enum SigningAlgorithm {
    /** ECDSA on P-256 with SHA-256: the default, small and fast. */
    ES256("ES256"),
    /** RSA PKCS #1 v1.5 with SHA-256, for resource servers that know nothing else. */
    RS256("RS256"),
    /** RSA PSS with SHA-256. */
    PS256("PS256"),
    /** Ed25519. */
    EDDSA("EdDSA");

    private final String wireName;

    SigningAlgorithm(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name in JOSE headers.
     *
     * @return for example {@code ES256}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Reads the name in JOSE headers, case-sensitive.
     *
     * @param wire the value of {@code alg}
     * @return the algorithm, or empty for any other, {@code none} included
     */
    public static Optional<SigningAlgorithm> fromWire(String wire) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(wire)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
