package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.dpop.DpopExpectation;
import dev.drawbridge.oauth.internal.dpop.DpopOutcome;
import dev.drawbridge.oauth.internal.dpop.DpopProof;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Proofs of possession at one endpoint that takes forms (RFC 9449 §5, §8, §10.1). Thread-safe. */
public final class PresentedProofs {

    private final DpopVerifier verifier;
    private final DpopExpectation expected;
    private final InstantSource clock;

    /**
     * Makes the proofs of one endpoint.
     *
     * @param verifier verifies them
     * @param endpoint the URL that they must be made for
     * @param clock the time
     */
    public PresentedProofs(DpopVerifier verifier, URI endpoint, InstantSource clock) {
        this.verifier = verifier;
        this.expected = DpopExpectation.atAuthorizationServer("POST", endpoint);
        this.clock = clock;
    }

    /**
     * Verifies the proof of a request and uses it up. That is kept as a row of its own, and anybody can make a proof, so it
     * takes a permit of its own, too.
     *
     * @return empty if the client sent none: then it gets bearer tokens
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce}, or 429 if strangers of the client's network
     *     have used up their share
     */
    public Optional<DpopProof> read(TokenRequest request) {
        if (request.dpop().isEmpty()) {
            return Optional.empty();
        }
        if (!request.permit().takeAgain()) {
            throw new OAuthException(
                            OAuthError.TOO_MANY_REQUESTS,
                            "Too many requests came from this network. Please try again soon.")
                    .withHeader("Retry-After", "1");
        }
        DpopOutcome outcome = verifier.verify(request.dpop(), expected, clock.instant());
        if (outcome instanceof DpopOutcome.Refused refused) {
            throw new OAuthException(
                    OAuthError.INVALID_DPOP_PROOF, refused.fault().description());
        }
        if (outcome instanceof DpopOutcome.NonceWanted wanted) {
            throw new OAuthException(OAuthError.USE_DPOP_NONCE, "Make a DPoP proof with the nonce of the header.")
                    .withHeader("DPoP-Nonce", wanted.nonce());
        }
        return Optional.of((DpopProof) outcome);
    }
}
