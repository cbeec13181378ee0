package dev.drawbridge.oauth.internal.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** EdDSA on Ed25519 (RFC 8037) through Bouncy Castle; Nimbus would need Tink for it. */
final class EdSigningKey extends SigningKey {

    private final Ed25519PrivateKeyParameters privateKey;
    private final Ed25519PublicKeyParameters publicKey;

    EdSigningKey(String kid, byte[] seed) {
        super(kid, SigningAlgorithm.EDDSA);
        this.privateKey = new Ed25519PrivateKeyParameters(seed);
        this.publicKey = privateKey.generatePublicKey();
    }

    static byte[] generate(SecureRandom random) {
        return new Ed25519PrivateKeyParameters(random).getEncoded();
    }

    @Override
    public Map<String, Object> publicJwk() {
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(publicKey.getEncoded()))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .keyID(kid())
                .build()
                .toJSONObject();
    }

    @Override
    public boolean verifies(byte[] input, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, publicKey);
        verifier.update(input, 0, input.length);
        return verifier.verifySignature(signature);
    }

    @Override
    byte[] sign(byte[] input) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, privateKey);
        signer.update(input, 0, input.length);
        return signer.generateSignature();
    }
}
