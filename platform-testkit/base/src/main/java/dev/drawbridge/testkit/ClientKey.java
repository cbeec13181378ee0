package dev.drawbridge.testkit;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key pair of an app that signs assertions instead of sending a secret ({@code private_key_jwt}): P-256, ES256, made and
 * used by the JDK. Immutable and thread-safe.
 */
public final class ClientKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int HALF = 32;
    private static final long SECONDS = 60;

    private final KeyPair pair;
    private final String kid;

    private ClientKey(KeyPair pair, String kid) {
        this.pair = pair;
        this.kid = kid;
    }

    /**
     * Makes a key pair.
     *
     * @param kid names it
     * @return a new one
     */
    public static ClientKey create(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ClientKey(generator.generateKeyPair(), kid);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
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
        return sign(Map.of("alg", "ES256", "kid", kid), claims(clientId, audience, id, now));
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
     * Signs whatever it is given, with ES256.
     *
     * @param header the header
     * @param claims the claims
     * @return the JWT
     */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        String input = encode(Json.write(header)) + "." + encode(Json.write(claims));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has ES256", e);
        }
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
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", coordinate(key.getW().getAffineX()));
        jwk.put("y", coordinate(key.getW().getAffineY()));
        jwk.put("kid", kid);
        jwk.put("use", "sig");
        jwk.put("alg", "ES256");
        return jwk;
    }

    // As long as the field, leading zeros included (RFC 7518 §6.2.1.2).
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[HALF];
        int length = Math.min(bytes.length, HALF);
        System.arraycopy(bytes, bytes.length - length, fixed, HALF - length, length);
        return BASE64.encodeToString(fixed);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
