package dev.drawbridge.oauth.internal.dpop;

/** What the verification of a proof found. */
public sealed interface DpopOutcome permits DpopProof, DpopOutcome.Refused, DpopOutcome.NonceWanted {

    /**
     * The proof is not good: {@code invalid_dpop_proof}, with status 400 at the authorization server and 401 at a resource.
     *
     * @param fault why
     */
    record Refused(DpopFault fault) implements DpopOutcome {}

    /**
     * The proof is good but for its nonce: {@code use_dpop_nonce} (RFC 9449 §8, §9). It was not used up.
     *
     * @param nonce what to send in the header {@code DPoP-Nonce}
     */
    record NonceWanted(String nonce) implements DpopOutcome {}
}
