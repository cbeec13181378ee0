package dev.drawbridge.oauth.internal.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;

/** RS256 and PS256 (RFC 7518 §3.3, §3.5) through the JDK's provider. */
final class RsaSigningKey extends SigningKey {

    private static final int BITS = 2048;

    // RFC 7518 §3.5: MGF1 with SHA-256, a salt as long as the hash.
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final RSAPrivateCrtKey privateKey;
    private final RSAPublicKey publicKey;

    RsaSigningKey(String kid, SigningAlgorithm algorithm, byte[] pkcs8) {
        super(kid, algorithm);
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            this.privateKey = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            this.publicKey = (RSAPublicKey) factory.generatePublic(
                    new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not an RSA key: " + kid, e);
        }
    }

    static byte[] generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    @Override
    public Map<String, Object> publicJwk() {
        return new RSAKey.Builder(publicKey)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.parse(algorithm().wireName()))
                .keyID(kid())
                .build()
                .toJSONObject();
    }

    @Override
    public boolean verifies(byte[] input, byte[] signature) {
        try {
            Signature verifier = signature();
            verifier.initVerify(publicKey);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // The provider's word for "of another length".
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK verifies RSA", e);
        }
    }

    @Override
    byte[] sign(byte[] input) {
        try {
            Signature signer = signature();
            signer.initSign(privateKey);
            signer.update(input);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK signs with RSA", e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        if (algorithm() == SigningAlgorithm.RS256) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(PSS);
        return pss;
    }
}
