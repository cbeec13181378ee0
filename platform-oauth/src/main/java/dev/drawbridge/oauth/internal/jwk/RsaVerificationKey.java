package dev.drawbridge.oauth.internal.jwk;

import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Set;

/** RSA (RFC 7518 §6.3.1) through the JDK's provider. */
final class RsaVerificationKey extends VerificationKey {

    private static final int MIN_BITS = 2048;
    // A stranger chooses both numbers, so they bound what one verification costs.
    private static final int MAX_BITS = 4096;
    private static final int MAX_EXPONENT_BITS = 32;

    // RFC 7518 §3.5: MGF1 with SHA-256, a salt as long as the hash.
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final byte[] modulus;
    private final byte[] exponent;
    private final PublicKey key;

    RsaVerificationKey(Map<String, ?> jwk) {
        super(jwk, Set.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256));
        this.modulus = number(jwk, "n");
        this.exponent = number(jwk, "e");
        BigInteger n = new BigInteger(1, modulus);
        BigInteger e = new BigInteger(1, exponent);
        if (n.bitLength() < MIN_BITS || n.bitLength() > MAX_BITS || !n.testBit(0)) {
            throw new IllegalArgumentException(
                    "The modulus of the RSA key has not " + MIN_BITS + " to " + MAX_BITS + " bits, or is even.");
        }
        if (e.bitLength() < 2 || e.bitLength() > MAX_EXPONENT_BITS || !e.testBit(0)) {
            throw new IllegalArgumentException("The exponent of the RSA key is not an odd number from 3 of "
                    + MAX_EXPONENT_BITS + " bits at most.");
        }
        try {
            this.key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("The RSA key is not usable.", refused);
        }
    }

    @Override
    String requiredMembers() {
        return "{\"e\":\"" + encode(exponent) + "\",\"kty\":\"RSA\",\"n\":\"" + encode(modulus) + "\"}";
    }

    @Override
    boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature) {
        try {
            Signature verifier = signature(algorithm);
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // The provider's word for "of another length", and for numbers that are no key after all.
            return false;
        }
    }

    private static Signature signature(SigningAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm == SigningAlgorithm.RS256) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(PSS);
        return pss;
    }

    // RFC 7518 §2, Base64urlUInt: no leading zeros.
    private static byte[] number(Map<String, ?> jwk, String name) {
        byte[] bytes = bytes(jwk, name);
        if (bytes.length == 0 || bytes[0] == 0) {
            throw new IllegalArgumentException("The key's member " + name + " is empty or begins with zero.");
        }
        return bytes;
    }
}
