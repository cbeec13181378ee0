package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.internal.dpop.DpopExpectation;
import dev.drawbridge.oauth.internal.dpop.DpopFault;
import dev.drawbridge.oauth.internal.dpop.DpopOutcome;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.net.URI;
import java.time.InstantSource;

/** Verifies the proofs of possession that come with calls of an API (RFC 9449 §7). Thread-safe. */
public final class CallProofs {

    private final DpopVerifier verifier;
    private final String origin;
    private final InstantSource clock;

    /**
     * Makes the verifier of one API's calls.
     *
     * @param verifier verifies proofs
     * @param origin what clients see before the path, whatever proxy is between
     * @param clock the time
     */
    public CallProofs(DpopVerifier verifier, String origin, InstantSource clock) {
        this.verifier = verifier;
        this.origin = origin;
        this.clock = clock;
    }

    /** Verifies that a call comes from who holds the key of its token, and uses the proof up. */
    DpopOutcome verify(Request request, Secret token, JwkThumbprint boundTo) {
        DpopExpectation expected;
        try {
            URI uri = URI.create(origin + request.path());
            expected = DpopExpectation.atResource(request.method(), uri, token, boundTo);
        } catch (IllegalArgumentException e) {
            // A servlet container may pass on a path that is no URI; then no proof is for it.
            return new DpopOutcome.Refused(DpopFault.TARGET);
        }
        return verifier.verify(request.headers().all("DPoP"), expected, clock.instant());
    }
}
