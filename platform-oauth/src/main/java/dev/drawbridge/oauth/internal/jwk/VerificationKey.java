package dev.drawbridge.oauth.internal.jwk;

import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's public key: P-256, RSA of 2048 to 4096 bits, or Ed25519. Immutable and thread-safe.
 *
 * <p>Reading is strict: a member that belongs to a private or symmetric key, another spelling of base64url, a point that is
 * not on the curve and a key that is not for signatures are refused.
 */
public abstract sealed class VerificationKey permits EcVerificationKey, EdVerificationKey, RsaVerificationKey {

    // RFC 7518 §6.2.2, §6.3.2, §6.4; RFC 8037 §2.
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final @Nullable String kid;
    private final Set<SigningAlgorithm> algorithms;

    VerificationKey(Map<String, ?> jwk, Set<SigningAlgorithm> algorithms) {
        this.kid = jwk.containsKey("kid") ? text(jwk, "kid") : null;
        this.algorithms = jwk.containsKey("alg") ? only(text(jwk, "alg"), algorithms) : algorithms;
    }

    /**
     * Reads a key.
     *
     * @param jwk the members of the JWK
     * @return the key
     * @throws IllegalArgumentException if it is none that we take; the message says why and can be shown
     */
    public static VerificationKey of(Map<String, ?> jwk) {
        if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
            throw new IllegalArgumentException("The key has private members; send the public key only.");
        }
        if (jwk.containsKey("use") && !text(jwk, "use").equals("sig")) {
            throw new IllegalArgumentException("The key is not for signatures.");
        }
        return switch (text(jwk, "kty")) {
            case "EC" -> new EcVerificationKey(jwk);
            case "RSA" -> new RsaVerificationKey(jwk);
            case "OKP" -> new EdVerificationKey(jwk);
            default -> throw new IllegalArgumentException("The key type is none of EC, RSA and OKP.");
        };
    }

    /**
     * Tells whether the key has a certain name.
     *
     * @param name what a header says in {@code kid}
     * @return true if it is this key's name; false for keys without one
     */
    public boolean named(String name) {
        return name.equals(kid);
    }

    /**
     * Tells whether signatures of an algorithm can be this key's.
     *
     * @param algorithm the algorithm
     * @return true if the type of the key, and its {@code alg} if there is one, allow it
     */
    public boolean supports(SigningAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /**
     * Tells whether this key signed a token.
     *
     * @param token in compact form and well-formed: {@code CompactJwt} has read it
     * @param algorithm what the header names
     * @return true if it did
     */
    public boolean signed(String token, SigningAlgorithm algorithm) {
        int dot = token.lastIndexOf('.');
        byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        return signed(input, Base64.getUrlDecoder().decode(token.substring(dot + 1)), algorithm);
    }

    /**
     * Tells whether this key made a signature.
     *
     * @param input what was signed
     * @param signature the signature, any bytes
     * @param algorithm what was signed with
     * @return true if it did, and the algorithm is one of this key's
     */
    public boolean signed(byte[] input, byte[] signature, SigningAlgorithm algorithm) {
        return supports(algorithm) && verifies(algorithm, input, signature);
    }

    /**
     * Returns the thumbprint (RFC 7638 §3): the same for every spelling of the same key.
     *
     * @return SHA-256 in base64url, 43 characters
     */
    public String thumbprint() {
        return TokenHash.of(requiredMembers()).value();
    }

    /** The members of RFC 7638 §3.2 in their order, as JSON without spaces. */
    abstract String requiredMembers();

    abstract boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature);

    static String text(Map<String, ?> jwk, String name) {
        if (jwk.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The key needs the member " + name + ", a text.");
    }

    // One spelling only: the thumbprint must not depend on who wrote the key down.
    static byte[] bytes(Map<String, ?> jwk, String name) {
        String text = text(jwk, name);
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("The key's member " + name + " is not base64url.");
        }
        return bytes;
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Set<SigningAlgorithm> only(String wireName, Set<SigningAlgorithm> possible) {
        return SigningAlgorithm.fromWire(wireName)
                .filter(possible::contains)
                .map(Set::of)
                .orElseThrow(() -> new IllegalArgumentException("The key cannot be used with its own alg."));
    }
}
