package dev.drawbridge.oauth.internal.world;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A key of a client that makes DPoP proofs with the JDK alone, for every algorithm. */
public final class ProofKey {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final AtomicInteger IDS = new AtomicInteger();

    private final SigningAlgorithm algorithm;
    private final KeyPair pair;

    private ProofKey(SigningAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    public static ProofKey of(SigningAlgorithm algorithm) {
        try {
            return new ProofKey(algorithm, generator(algorithm).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public String proof(SettableClock clock, String method, String url, @Nullable String accessToken) {
        return proof(clock.instant(), method, url, accessToken);
    }

    private String proof(Instant now, String method, String url, @Nullable String accessToken) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", "proof-" + IDS.incrementAndGet());
        claims.put("htm", method);
        claims.put("htu", url);
        claims.put("iat", now.getEpochSecond());
        if (accessToken != null) {
            claims.put("ath", TokenHash.of(accessToken).value());
        }
        String input =
                encode(Map.of("typ", "dpop+jwt", "alg", algorithm.wireName(), "jwk", jwk())) + "." + encode(claims);
        return input + "." + BASE64URL.encodeToString(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Adds a new proof for a POST to a path of the issuer. */
    public Headers prove(Headers headers, String path, Instant now) {
        return headers.plus("DPoP", proof(now, "POST", TestPlatform.ISSUER + path, null));
    }

    /** The thumbprint of a P-256 key (RFC 7638 §3). */
    public String thumbprint() {
        Map<String, Object> members = new TreeMap<>(jwk());
        return TokenHash.of(Json.write(members)).value();
    }

    private static KeyPairGenerator generator(SigningAlgorithm algorithm) throws GeneralSecurityException {
        switch (algorithm) {
            case ES256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator;
            }
            case RS256, PS256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator;
            }
            case EDDSA -> {
                return KeyPairGenerator.getInstance("Ed25519");
            }
        }
        throw new AssertionError(algorithm);
    }

    private byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case ES256 -> "SHA256withECDSAinP1363Format";
                        case RS256 -> "SHA256withRSA";
                        case PS256 -> "RSASSA-PSS";
                        case EDDSA -> "Ed25519";
                    });
            if (algorithm == SigningAlgorithm.PS256) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> jwk() {
        PublicKey key = pair.getPublic();
        if (key instanceof ECPublicKey ec) {
            return Map.of(
                    "kty",
                    "EC",
                    "crv",
                    "P-256",
                    "x",
                    number(ec.getW().getAffineX().toByteArray(), 32),
                    "y",
                    number(ec.getW().getAffineY().toByteArray(), 32));
        }
        if (key instanceof RSAPublicKey rsa) {
            return Map.of(
                    "kty", "RSA",
                    "n", number(rsa.getModulus().toByteArray(), 256),
                    "e", number(rsa.getPublicExponent().toByteArray(), 3));
        }
        byte[] encoded = key.getEncoded();
        return Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "x", BASE64URL.encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }

    /** The last bytes of a big-endian number, padded with zeros in front. */
    private static String number(byte[] bytes, int length) {
        byte[] exact = new byte[length];
        int copied = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, exact, length - copied, copied);
        return BASE64URL.encodeToString(exact);
    }

    private static String encode(Map<String, Object> members) {
        return BASE64URL.encodeToString(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    /** Names the algorithm, for parameterised tests. */
    @Override
    public String toString() {
        return "ProofKey[" + algorithm + "]";
    }
}
