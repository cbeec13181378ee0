package dev.drawbridge.oauth.internal.jwk;

import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8037 §2) through Bouncy Castle. */
final class EdVerificationKey extends VerificationKey {

    private final byte[] point;
    private final Ed25519PublicKeyParameters key;

    EdVerificationKey(Map<String, ?> jwk) {
        super(jwk, Set.of(SigningAlgorithm.EDDSA));
        if (!text(jwk, "crv").equals("Ed25519")) {
            throw new IllegalArgumentException("The curve is not Ed25519.");
        }
        this.point = bytes(jwk, "x");
        // Points of small order verify signatures that nobody made.
        if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0)) {
            throw new IllegalArgumentException("The key's member x is no public key of Ed25519.");
        }
        this.key = new Ed25519PublicKeyParameters(point);
    }

    @Override
    String requiredMembers() {
        return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + encode(point) + "\"}";
    }

    @Override
    boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(input, 0, input.length);
        return verifier.verifySignature(signature);
    }
}
