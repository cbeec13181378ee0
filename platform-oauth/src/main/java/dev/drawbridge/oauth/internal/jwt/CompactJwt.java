package dev.drawbridge.oauth.internal.jwt;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.oauth.internal.jwk.VerificationKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed token in compact form (RFC 7515 §3.1), read but not verified. Immutable.
 *
 * <p>Reading is strict: three parts of canonical base64url, header and claims one JSON object each without repeated
 * members, no critical extensions ({@code crit}: we know none), at most {@value #MAX_LENGTH} characters.
 */
public final class CompactJwt {

    /** The longest token that is read: what servers accept in one header field. */
    public static final int MAX_LENGTH = 8 * 1024;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final JsonObject header;
    private final JsonObject claims;
    private final byte[] input;
    private final byte[] signature;

    private CompactJwt(JsonObject header, JsonObject claims, byte[] input, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.input = input;
        this.signature = signature;
    }

    /**
     * Reads a token.
     *
     * @param token what was presented
     * @return the token, or empty if it is not well-formed
     */
    public static Optional<CompactJwt> read(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || first < 0 || first == last || token.indexOf('.', first + 1) != last) {
            return Optional.empty();
        }
        try {
            JsonObject header = Json.readObject(decode(token.substring(0, first)));
            if (header.has("crit")) {
                return Optional.empty();
            }
            return Optional.of(new CompactJwt(
                    header,
                    Json.readObject(decode(token.substring(first + 1, last))),
                    token.substring(0, last).getBytes(StandardCharsets.US_ASCII),
                    decode(token.substring(last + 1))));
        } catch (IllegalArgumentException | ProblemException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the header.
     *
     * @return its members
     */
    public JsonObject header() {
        return header;
    }

    /**
     * Returns the claims.
     *
     * @return unverified members
     */
    public JsonObject claims() {
        return claims;
    }

    /**
     * Tells whether a key signed the token with the algorithm that the header names.
     *
     * @param key the key
     * @return true if it did
     */
    public boolean signedBy(SigningKey key) {
        return header.text("alg").filter(key.algorithm().wireName()::equals).isPresent()
                && key.verifies(input, signature);
    }

    /**
     * Tells whether somebody else's key signed the token with the algorithm that the header names.
     *
     * @param key the key
     * @return true if it did, with an algorithm that the key allows
     */
    public boolean signedBy(VerificationKey key) {
        return header.text("alg")
                .flatMap(SigningAlgorithm::fromWire)
                .filter(algorithm -> key.signed(input, signature, algorithm))
                .isPresent();
    }

    // The JDK's decoder takes padding and stray bits in the last character; then one token would have several
    // spellings.
    private static byte[] decode(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!ENCODER.encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("Not canonical base64url");
        }
        return bytes;
    }
}
