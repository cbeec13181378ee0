package dev.drawbridge.testkit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.time.Instant;
import java.util.Date;

/** A key of an app, and the proofs that it makes with it (RFC 9449). */
final class ProofKey {

    private final ECKey key;

    ProofKey() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds a new proof for a POST. */
    Headers prove(Headers headers, String path, Instant now) {
        try {
            return headers.plus(
                    "DPoP",
                    new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                            .createDPoPJWT(
                                    new JWTID(),
                                    "POST",
                                    URI.create(TestPlatform.ISSUER + path),
                                    Date.from(now),
                                    null,
                                    null)
                            .serialize());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
