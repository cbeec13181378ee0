package dev.drawbridge.oauth.internal.jwk;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A client's key pair, made and used by Nimbus (Ed25519 by the JDK), that signs whatever header and claims it is given. */
public final class ForeignKey {

    private final JWK key;
    private final Signs signs;

    private interface Signs {
        byte[] sign(String algorithm, byte[] input) throws GeneralSecurityException, JOSEException;
    }

    private ForeignKey(JWK key, Signs signs) {
        this.key = key;
        this.signs = signs;
    }

    public static ForeignKey of(SigningAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case ES256 -> ec(Curve.P_256);
                case RS256, PS256 -> rsa(2048);
                case EDDSA -> ed();
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static ForeignKey ec(Curve curve) throws JOSEException {
        ECKey key = new ECKeyGenerator(curve).generate();
        return new ForeignKey(key, nimbus(new ECDSASigner(key)));
    }

    public static ForeignKey rsa(int bits) throws JOSEException {
        RSAKey key = new RSAKeyGenerator(bits, true).generate();
        return new ForeignKey(key, nimbus(new RSASSASigner(key.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))));
    }

    private static ForeignKey ed() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new ForeignKey(
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build(), (algorithm, input) -> {
                    Signature signer = Signature.getInstance("Ed25519");
                    signer.initSign(pair.getPrivate());
                    signer.update(input);
                    return signer.sign();
                });
    }

    private static Signs nimbus(JWSSigner signer) {
        return (algorithm, input) ->
                signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), input).decode();
    }

    /** Returns the members of the public key. */
    public Map<String, Object> publicJwk() {
        return new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
    }

    /** Returns all members; of Ed25519 the public ones only. */
    public Map<String, Object> privateJwk() {
        return new LinkedHashMap<>(key.toJSONObject());
    }

    /** Returns the thumbprint as Nimbus computes it. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs with the algorithm that the header names. */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        return signAs(header.get("alg").toString(), Json.write(header), Json.write(claims));
    }

    /** Signs with an algorithm that the header need not name. */
    public String signAs(String algorithm, String header, String claims) {
        String input = encode(header) + "." + encode(claims);
        try {
            byte[] signature = signs.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Encodes a part of a token. */
    public static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
