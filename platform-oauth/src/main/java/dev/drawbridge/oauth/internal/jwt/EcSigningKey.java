package dev.drawbridge.oauth.internal.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** ES256 through Bouncy Castle's arithmetic for P-256, with deterministic nonces (RFC 6979). */
final class EcSigningKey extends SigningKey {

    private static final int HALF = 32;
    private static final ECDomainParameters P_256 = p256();

    private final ECPrivateKeyParameters privateKey;
    private final ECPublicKeyParameters publicKey;

    EcSigningKey(String kid, byte[] scalar) {
        super(kid, SigningAlgorithm.ES256);
        this.privateKey = new ECPrivateKeyParameters(new BigInteger(1, scalar), P_256);
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(P_256.getG(), privateKey.getD())
                .normalize();
        this.publicKey = new ECPublicKeyParameters(point, P_256);
    }

    static byte[] generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P_256, random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return BigIntegers.asUnsignedByteArray(HALF, ((ECPrivateKeyParameters) pair.getPrivate()).getD());
    }

    @Override
    public Map<String, Object> publicJwk() {
        ECPoint point = publicKey.getQ();
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(point.getAffineXCoord().getEncoded()),
                        Base64URL.encode(point.getAffineYCoord().getEncoded()))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyID(kid())
                .build()
                .toJSONObject();
    }

    @Override
    public boolean verifies(byte[] input, byte[] signature) {
        if (signature.length != 2 * HALF) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, publicKey);
        return verifier.verifySignature(
                sha256(input),
                new BigInteger(1, Arrays.copyOfRange(signature, 0, HALF)),
                new BigInteger(1, Arrays.copyOfRange(signature, HALF, 2 * HALF)));
    }

    @Override
    byte[] sign(byte[] input) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(SHA256Digest.newInstance()));
        signer.init(true, privateKey);
        BigInteger[] numbers = signer.generateSignature(sha256(input));
        // RFC 7518 §3.4: R and S as 32 bytes each, one after the other.
        byte[] signature = new byte[2 * HALF];
        BigIntegers.asUnsignedByteArray(numbers[0], signature, 0, HALF);
        BigIntegers.asUnsignedByteArray(numbers[1], signature, HALF, HALF);
        return signature;
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static ECDomainParameters p256() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
