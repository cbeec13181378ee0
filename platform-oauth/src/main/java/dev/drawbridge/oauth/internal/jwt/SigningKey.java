package dev.drawbridge.oauth.internal.jwt;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A private key that signs, with the public key derived from it. Immutable and thread-safe. */
public abstract sealed class SigningKey permits EcSigningKey, EdSigningKey, RsaSigningKey {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final SigningAlgorithm algorithm;

    SigningKey(String kid, SigningAlgorithm algorithm) {
        this.kid = kid;
        this.algorithm = algorithm;
    }

    /**
     * Makes the private part of a new key.
     *
     * @param algorithm what it is to sign with
     * @param random the source of randomness
     * @return what {@link #of} reads; to be sealed before it is kept
     */
    public static byte[] generate(SigningAlgorithm algorithm, SecureRandom random) {
        return switch (algorithm) {
            case ES256 -> EcSigningKey.generate(random);
            case RS256, PS256 -> RsaSigningKey.generate(random);
            case EDDSA -> EdSigningKey.generate(random);
        };
    }

    /**
     * Reads a private key.
     *
     * @param kid its name in tokens
     * @param algorithm what it signs with
     * @param privateKey what {@link #generate} returned
     * @return the key
     */
    public static SigningKey of(String kid, SigningAlgorithm algorithm, byte[] privateKey) {
        return switch (algorithm) {
            case ES256 -> new EcSigningKey(kid, privateKey);
            case RS256, PS256 -> new RsaSigningKey(kid, algorithm, privateKey);
            case EDDSA -> new EdSigningKey(kid, privateKey);
        };
    }

    /**
     * Returns the key's name.
     *
     * @return {@code kid} of its tokens
     */
    public String kid() {
        return kid;
    }

    /**
     * Returns what the key signs with.
     *
     * @return the one algorithm it is for
     */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /**
     * Makes a signed token in compact form (RFC 7515 §3.1).
     *
     * @param typ the media type in the header, without {@code application/}
     * @param claims the claims in order
     * @return header, claims and signature
     */
    public String issue(String typ, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", typ);
        header.put("alg", algorithm.wireName());
        header.put("kid", kid);
        String input = encode(header) + "." + encode(claims);
        return input + "." + BASE64URL.encodeToString(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Returns the public key for the JWK set (RFC 7517 §4): {@code kty}, its parameters, {@code use}, {@code alg} and
     * {@code kid}.
     *
     * @return the members
     */
    public abstract Map<String, Object> publicJwk();

    /**
     * Tells whether this key made a signature.
     *
     * @param input what was signed
     * @param signature the signature, any bytes
     * @return true if it did
     */
    public abstract boolean verifies(byte[] input, byte[] signature);

    abstract byte[] sign(byte[] input);

    private static String encode(Map<String, Object> members) {
        return BASE64URL.encodeToString(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    /** Names the key, never its content. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + ", " + algorithm + "]";
    }
}
