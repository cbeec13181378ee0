package dev.drawbridge.testkit;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A key pair of an app, made and used by the JDK. It signs assertions instead of sending a secret ({@code private_key_jwt},
 * RFC 7523), and proofs that bind tokens to the key (DPoP, RFC 9449). Thread-safe.
 */
public final class ClientKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long SECONDS = 60;

    private final KeyAlgorithm algorithm;
    private final KeyPair pair;
    private final String kid;
    private final AtomicInteger proofs = new AtomicInteger();

    private ClientKey(KeyAlgorithm algorithm, String kid) {
        this.algorithm = algorithm;
        this.pair = algorithm.generate();
        this.kid = kid;
    }

    /**
     * Makes a key pair for ES256.
     *
     * @param kid names it
     * @return a new one
     */
    public static ClientKey create(String kid) {
        return new ClientKey(KeyAlgorithm.ES256, kid);
    }

    /**
     * Makes a key pair.
     *
     * @param kid names it
     * @param algorithm {@code ES256}, {@code RS256}, {@code PS256} or {@code EdDSA}
     * @return a new one
     */
    public static ClientKey create(String kid, String algorithm) {
        return new ClientKey(KeyAlgorithm.ofWireName(algorithm), kid);
    }

    /**
     * Returns the public keys of several pairs.
     *
     * @param keys the pairs
     * @return a JWK set (RFC 7517 §5)
     */
    public static String jwks(ClientKey... keys) {
        return Json.write(
                Map.of("keys", List.of(keys).stream().map(ClientKey::publicJwk).toList()));
    }

    /**
     * Returns what an app is registered with that has this key alone.
     *
     * @return {@code private_key_jwt} and the key
     */
    public AppSecurity security() {
        return new AppSecurity(
                Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), jwks(this), null, null, false, false);
    }

    /**
     * Signs an assertion that is good for a minute.
     *
     * @param clientId issuer and subject
     * @param audience who it is for
     * @param id its {@code jti}
     * @param now when it is made
     * @return the JWT
     */
    public String assertion(String clientId, String audience, String id, Instant now) {
        return sign(Map.of("alg", algorithm.wireName(), "kid", kid), claims(clientId, audience, id, now));
    }

    /**
     * Returns the claims of an assertion that is good for a minute.
     *
     * @param clientId issuer and subject
     * @param audience who it is for
     * @param id its {@code jti}
     * @param now when it is made
     * @return a copy to be changed
     */
    public static Map<String, Object> claims(String clientId, String audience, String id, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", audience);
        claims.put("jti", id);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + SECONDS);
        return claims;
    }

    /**
     * Signs whatever it is given.
     *
     * @param header the header
     * @param claims the claims
     * @return the JWT
     */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        String input = encode(Json.write(header)) + "." + encode(Json.write(claims));
        byte[] signature = algorithm.sign(pair.getPrivate(), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64.encodeToString(signature);
    }

    /**
     * Proves that a request is by the holder of this key (RFC 9449 §4.2).
     *
     * @param now when the proof is made
     * @param method of the request
     * @param url of the request, without query
     * @param accessToken the token that goes with it; null at the token endpoint
     * @return a new proof
     */
    public String proof(Instant now, String method, String url, @Nullable String accessToken) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", "proof-" + proofs.incrementAndGet());
        claims.put("htm", method);
        claims.put("htu", url);
        claims.put("iat", now.getEpochSecond());
        if (accessToken != null) {
            claims.put("ath", TokenHash.of(accessToken).value());
        }
        Map<String, String> jwk = KeyAlgorithm.members(pair.getPublic());
        return sign(Map.of("typ", "dpop+jwt", "alg", algorithm.wireName(), "jwk", jwk), claims);
    }

    /**
     * Adds a new proof for a POST to a path of the issuer.
     *
     * @param headers the other header fields
     * @param path an endpoint of {@link TestPlatform#ISSUER}
     * @param now when the proof is made
     * @return the header fields with {@code DPoP}
     */
    public Headers prove(Headers headers, String path, Instant now) {
        return headers.plus("DPoP", proof(now, "POST", TestPlatform.ISSUER + path, null));
    }

    /**
     * Returns the thumbprint of the public key (RFC 7638).
     *
     * @return the SHA-256 thumbprint in base64url
     */
    public String thumbprint() {
        return TokenHash.of(Json.write(KeyAlgorithm.members(pair.getPublic()))).value();
    }

    /**
     * Adds an assertion to a form.
     *
     * @param form the other parameters
     * @param assertion the JWT
     * @return a copy to be changed
     */
    public static Map<String, String> authenticated(Map<String, String> form, String assertion) {
        Map<String, String> copy = new HashMap<>(form);
        copy.put("client_assertion_type", TYPE);
        copy.put("client_assertion", assertion);
        return copy;
    }

    /**
     * Returns the members of the public key.
     *
     * @return the JWK, with {@code kid}, {@code use} and {@code alg}
     */
    public Map<String, String> publicJwk() {
        Map<String, String> jwk = new LinkedHashMap<>(KeyAlgorithm.members(pair.getPublic()));
        jwk.put("kid", kid);
        jwk.put("use", "sig");
        jwk.put("alg", algorithm.wireName());
        return jwk;
    }

    /** Names the algorithm. */
    @Override
    public String toString() {
        return "ClientKey[" + algorithm.wireName() + "]";
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
