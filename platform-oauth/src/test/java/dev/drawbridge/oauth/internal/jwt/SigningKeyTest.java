package dev.drawbridge.oauth.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<SigningAlgorithm, byte[]> KEYS = keys();

    // RSA keys take long to make: both algorithms share one.
    private static Map<SigningAlgorithm, byte[]> keys() {
        Map<SigningAlgorithm, byte[]> keys = new EnumMap<>(SigningAlgorithm.class);
        keys.put(SigningAlgorithm.ES256, SigningKey.generate(SigningAlgorithm.ES256, RANDOM));
        keys.put(SigningAlgorithm.EDDSA, SigningKey.generate(SigningAlgorithm.EDDSA, RANDOM));
        byte[] rsa = SigningKey.generate(SigningAlgorithm.RS256, RANDOM);
        keys.put(SigningAlgorithm.RS256, rsa);
        keys.put(SigningAlgorithm.PS256, rsa);
        return keys;
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("JWT-08")
    @DisplayName("who knows the public key alone can verify")
    void othersCanVerify(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = key(algorithm);
        SignedJWT jwt = SignedJWT.parse(key.issue("at+jwt", Map.of("sub", "user")));

        assertThat(jwt.getHeader().getKeyID()).isEqualTo("kid");
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.wireName());
        assertThat(verifiedByOthers(JWK.parse(Json.write(key.publicJwk())), jwt))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void wrongSignaturesAreNeverAccepted(SigningAlgorithm algorithm) {
        SigningKey key = key(algorithm);
        byte[] input = "input".getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(input);

        assertThat(key.verifies(input, signature)).isTrue();
        assertThat(key.verifies("other".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(key.verifies(input, new byte[0])).isFalse();
        assertThat(key.verifies(input, new byte[signature.length])).isFalse();
        assertThat(key.verifies(input, new byte[signature.length + 1])).isFalse();
        for (int i = 0; i < signature.length; i++) {
            signature[i] ^= 1;
            assertThat(key.verifies(input, signature)).as("byte " + i).isFalse();
            signature[i] ^= 1;
        }
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("public keys have no private member")
    void publicKeysArePublic() {
        assertThat(SigningAlgorithm.values())
                .allSatisfy(algorithm -> assertThat(key(algorithm).publicJwk())
                        .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi")
                        .containsEntry("alg", algorithm.wireName())
                        .containsEntry("use", "sig"));
    }

    @Test
    void theSameKeySignsTheSameAfterARestart() {
        byte[] input = {1, 2, 3};
        assertThat(key(SigningAlgorithm.ES256).sign(input))
                .isEqualTo(key(SigningAlgorithm.ES256).sign(input));
    }

    private static SigningKey key(SigningAlgorithm algorithm) {
        return SigningKey.of("kid", algorithm, KEYS.get(algorithm));
    }

    private static boolean verifiedByOthers(JWK jwk, SignedJWT jwt) throws Exception {
        if (jwk instanceof ECKey ec) {
            return jwt.verify(new ECDSAVerifier(ec));
        }
        if (jwk instanceof RSAKey rsa) {
            return jwt.verify(new RSASSAVerifier(rsa));
        }
        return ed25519(jwk.toOctetKeyPair().getX().decode(), jwt);
    }

    // Nimbus needs Tink for Ed25519; the JDK does not.
    private static boolean ed25519(byte[] point, SignedJWT jwt) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = new byte[prefix.length + point.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(point, 0, encoded, prefix.length, point.length);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(jwt.getSigningInput());
        return verifier.verify(Base64.getUrlDecoder().decode(jwt.getSignature().toString()));
    }
}
